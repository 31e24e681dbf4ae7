import { expect, test } from 'vitest';
import { zoneNames } from '../../../local/strip/zone-names';

const subnet = (zoneId: unknown) => ({
  Type: 'AWS::EC2::Subnet',
  Properties: { CidrBlock: '10.0.0.0/24', AvailabilityZoneId: zoneId },
});

test('zones have names instead of ids: the same id the same name, in the order of the ids', () => {
  const template = {
    Resources: {
      Second: subnet('use2-az2'),
      First: subnet('use2-az1'),
      FirstAgain: subnet('use2-az1'),
      Bucket: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'use2-az1' } },
    },
    Outputs: { Zone: { Value: 'use2-az1' } },
  };

  const named = zoneNames(template, 'us-east-2');

  expect(named.Resources).toEqual({
    Second: { Type: 'AWS::EC2::Subnet', Properties: { CidrBlock: '10.0.0.0/24', AvailabilityZone: 'us-east-2b' } },
    First: { Type: 'AWS::EC2::Subnet', Properties: { CidrBlock: '10.0.0.0/24', AvailabilityZone: 'us-east-2a' } },
    FirstAgain: { Type: 'AWS::EC2::Subnet', Properties: { CidrBlock: '10.0.0.0/24', AvailabilityZone: 'us-east-2a' } },
    Bucket: template.Resources.Bucket,
  });
  expect(named.Outputs).toEqual(template.Outputs);
});

test('a zone that is computed stays as it is', () => {
  const template = { Resources: { Computed: subnet({ Ref: 'Zone' }) } };

  expect(zoneNames(template, 'us-east-2')).toEqual(template);
});
