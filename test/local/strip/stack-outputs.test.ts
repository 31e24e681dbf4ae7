import { expect, test } from 'vitest';
import { outputsAsExports } from '../../../local/strip/stack-outputs';

test('what a stack reads of another one becomes an import of the export that the other one has', () => {
  const producer = outputsAsExports({ Resources: {}, Outputs: { VpcId: { Value: { Ref: 'Vpc' } } } }, 'f-network');
  const read = { 'Fn::GetStackOutput': { StackName: 'f-network', OutputName: 'VpcId', Region: 'us-east-1' } };
  const consumer = outputsAsExports({ Resources: { Door: { Type: 'T', Properties: { VpcId: read } } } }, 'f-serving');

  expect(producer.Outputs).toEqual({ VpcId: { Value: { Ref: 'Vpc' }, Export: { Name: 'f-network:VpcId' } } });
  expect(consumer.Resources.Door?.Properties).toEqual({ VpcId: { 'Fn::ImportValue': 'f-network:VpcId' } });
});
