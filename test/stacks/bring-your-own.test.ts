import { describe, expect, test } from 'vitest';
import { ofType, type Resource } from '../../lib/template/template';
import { at, list } from '../../lib/template/values';
import { exampleTemplates } from '../support/templates';

const templates = exampleTemplates('fleets/bring-your-own.yaml');
const all = (type: string): Resource[] => templates.flatMap((template) => ofType(template, type));
const key = 'arn:aws:kms:us-east-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const certificate = 'arn:aws:acm:us-east-2:111122223333:certificate/1234abcd-12ab-34cd-56ef-1234567890ab';

describe('a fleet that brings its own', () => {
  test.each(['AWS::KMS::Key', 'AWS::SNS::Topic', 'AWS::CertificateManager::Certificate', 'AWS::Route53::RecordSet'])(
    'makes no %s',
    (type) => {
      expect(all(type)).toEqual([]);
    },
  );

  test('shows the certificate, and logs into the archive', () => {
    expect(all('AWS::ElasticLoadBalancingV2::Listener').map(({ properties }) => properties.Certificates)).toEqual([
      [{ CertificateArn: certificate }],
    ]);
    const [balancer] = all('AWS::ElasticLoadBalancingV2::LoadBalancer');
    expect(list(balancer?.properties.LoadBalancerAttributes)).toEqual(
      expect.arrayContaining([
        { Key: 'access_logs.s3.bucket', Value: 'example-log-archive-us-east-2' },
        { Key: 'access_logs.s3.prefix', Value: 'landing' },
      ]),
    );
  });

  test('encrypts volumes, weights, images and the key of salts with its key, which instances may use', () => {
    const [launch] = all('AWS::EC2::LaunchTemplate');
    const [repository] = all('AWS::ECR::Repository');
    const [secret] = all('AWS::SecretsManager::Secret');

    expect(JSON.stringify(at(launch?.properties, 'LaunchTemplateData.BlockDeviceMappings'))).toContain(key);
    expect(JSON.stringify(all('AWS::S3::Bucket').map(({ properties }) => properties.BucketEncryption))).toContain(key);
    expect(repository?.properties.EncryptionConfiguration).toEqual({ EncryptionType: 'KMS', KmsKey: key });
    expect(secret?.properties.KmsKeyId).toBe(key);
    const statements = all('AWS::IAM::Policy').flatMap(({ properties }) =>
      list(at(properties, 'PolicyDocument.Statement')),
    );
    expect(statements).toContainEqual({
      Action: ['kms:Decrypt', 'kms:GenerateDataKey'],
      Effect: 'Allow',
      Resource: key,
    });
  });

  test('notifies the topics', () => {
    const actions = new Set(all('AWS::CloudWatch::Alarm').flatMap(({ properties }) => list(properties.AlarmActions)));

    expect(actions).toEqual(
      new Set(['arn:aws:sns:us-east-2:111122223333:pages', 'arn:aws:sns:us-east-2:111122223333:tickets']),
    );
    expect(JSON.stringify(all('AWS::Budgets::Budget'))).toContain('arn:aws:sns:us-east-2:111122223333:budgets');
  });

  test('bounds and names every role, of which none shares a name', () => {
    const roles = all('AWS::IAM::Role').map(({ properties }) => properties);

    expect(roles.length).toBeGreaterThan(5);
    for (const role of roles) {
      expect(role).toMatchObject({
        Path: '/workloads/',
        PermissionsBoundary: 'arn:aws:iam::111122223333:policy/workload-boundary',
        RoleName: expect.stringMatching(/^app-/),
      });
    }
    expect(new Set(roles.map(({ RoleName }) => RoleName)).size).toBe(roles.length);
  });

  test('tags what it makes, and what its groups launch', () => {
    const tag = { Key: 'CostCenter', Value: '4711' };
    const [group] = all('AWS::AutoScaling::AutoScalingGroup');
    const [launch] = all('AWS::EC2::LaunchTemplate');

    expect(list(group?.properties.Tags)).toContainEqual({ ...tag, PropagateAtLaunch: true });
    for (const specification of list(at(launch?.properties, 'LaunchTemplateData.TagSpecifications'))) {
      expect(list(at(specification, 'Tags'))).toContainEqual(tag);
    }
    for (const role of all('AWS::IAM::Role')) {
      expect(list(role.properties.Tags)).toContainEqual(tag);
    }
  });

  test('writes its records as the role of the zone’s account', () => {
    const records = all('Custom::AliasRecord').map(({ properties }) => JSON.stringify(properties.Create));

    expect(records).toHaveLength(2);
    for (const record of records) {
      expect(record).toContain('arn:aws:iam::444455556666:role/dns-records');
    }
  });
});
