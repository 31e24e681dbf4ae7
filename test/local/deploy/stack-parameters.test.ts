import { expect, test } from 'vitest';
import { stackParameters } from '../../../local/deploy/stack-parameters';
import type { Parameter } from '../../../local/strip/template';

function stack(name: string, Parameters?: Readonly<Record<string, Parameter>>) {
  const template = { Resources: {}, Parameters };
  return { name, region: 'us-east-2', original: template, template, removed: new Map<string, string>() };
}

test('every parameter without a default gets a value in the form of its type, for its own stack', () => {
  const stacks = [
    stack('one', {
      Image: { Type: 'AWS::EC2::Image::Id' },
      Digest: { Type: 'String' },
      BootstrapVersion: { Type: 'AWS::SSM::Parameter::Value<String>', Default: '/cdk-bootstrap/hnb659fds/version' },
      Empty: { Type: 'String', Default: '' },
    }),
    stack('two', { Image: { Type: 'AWS::EC2::Image::Id' } }),
    stack('three'),
  ];

  const args = stackParameters(stacks);

  expect(args.filter((_, index) => index % 2 === 0)).toEqual(['--parameters', '--parameters', '--parameters']);
  expect(args.filter((_, index) => index % 2 === 1)).toEqual([
    expect.stringMatching(/^one:Image=ami-[0-9a-f]{17}$/),
    expect.stringMatching(/^one:Digest=sha256:[0-9a-f]{64}$/),
    expect.stringMatching(/^two:Image=ami-[0-9a-f]{17}$/),
  ]);
});
