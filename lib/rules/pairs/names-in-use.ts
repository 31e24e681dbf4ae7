import type { Resource } from '../../template/template';
import { at } from '../../template/values';
import { type Assembly, keyOf, type Placed, placed, resourceIn, stackIn } from './assembly';
import type { Change } from './changes';
import type { Effect } from './effects';

/** The properties that together name a resource, and how far the name reaches. */
interface Naming {
  readonly properties: readonly string[];
  readonly unique: 'region' | 'account';
}

const inRegion = (...properties: string[]): Naming => ({ properties, unique: 'region' });
const inAccount = (...properties: string[]): Naming => ({ properties, unique: 'account' });

const namings: Readonly<Record<string, Naming>> = {
  'AWS::AutoScaling::AutoScalingGroup': inRegion('AutoScalingGroupName'),
  'AWS::Budgets::Budget': inAccount('Budget.BudgetName'),
  'AWS::CloudWatch::Alarm': inRegion('AlarmName'),
  'AWS::CloudWatch::Dashboard': inAccount('DashboardName'),
  'AWS::DynamoDB::Table': inRegion('TableName'),
  'AWS::ECR::Repository': inRegion('RepositoryName'),
  'AWS::ElasticLoadBalancingV2::LoadBalancer': inRegion('Name'),
  'AWS::ElasticLoadBalancingV2::TargetGroup': inRegion('Name'),
  'AWS::Events::Rule': inRegion('Name'),
  'AWS::IAM::Role': inAccount('RoleName'),
  'AWS::Lambda::Function': inRegion('FunctionName'),
  'AWS::Logs::LogGroup': inRegion('LogGroupName'),
  'AWS::Route53::RecordSet': inAccount('HostedZoneId', 'Name', 'Type', 'SetIdentifier'),
  'AWS::S3::Bucket': inAccount('BucketName'),
  'AWS::SNS::Topic': inRegion('TopicName'),
  'AWS::SQS::Queue': inRegion('QueueName'),
  'AWS::SecretsManager::Secret': inRegion('Name'),
  'AWS::WAFv2::WebACL': inRegion('Name'),
};

const namedSource = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-name.html';

/** Names that a resource needs while another one still has them: CloudFormation creates first and deletes at the end. */
export function nameFindings(before: Assembly, after: Assembly, changes: readonly Change[]): Effect[] {
  const holders = new Map(
    placed(before).flatMap((holder): [string, string][] => {
      const name = nameOf(holder);
      return name === undefined ? [] : [[name, keyOf(holder.stack, holder.resource.logicalId)]];
    }),
  );
  const added = placed(after).filter(
    ({ stack, resource }) => resourceIn(stackIn(before, stack), resource.logicalId) === undefined,
  );
  const replaced = changes
    .filter(({ createOnly }) => createOnly.length > 0)
    .map(({ stack, after: resource }): Placed => ({ stack, resource }));
  return [
    ...doubled(after),
    ...[...added, ...replaced].flatMap((one): Effect[] => {
      const name = nameOf(one);
      const holder = name === undefined ? undefined : holders.get(name);
      return holder === undefined
        ? []
        : [
            {
              kind: 'refused',
              stack: one.stack.path,
              type: one.resource.type,
              logicalId: one.resource.logicalId,
              why: `its name is still held by ${holder}, which CloudFormation deletes later or never`,
              source: namedSource,
            },
          ];
    }),
  ];
}

/** Resources of one app that would have the same name. */
function doubled(after: Assembly): Effect[] {
  const named = placed(after).map((one) => ({ ...one, name: nameOf(one) }));
  return named.flatMap(({ stack, resource: { type, logicalId }, name }, index): Effect[] =>
    name !== undefined && named.findIndex((other) => other.name === name) < index
      ? [
          {
            kind: 'refused',
            stack: stack.path,
            type,
            logicalId,
            why: 'another resource of the fleet has the same name',
            source: namedSource,
          },
        ]
      : [],
  );
}

function nameOf({ stack, resource }: Placed): string | undefined {
  const naming = namings[resource.type];
  if (naming === undefined || !isNamed(naming, resource)) {
    return undefined;
  }
  const values = naming.properties.map((property) => JSON.stringify(at(resource.properties, property)) ?? '');
  return [resource.type, naming.unique === 'region' ? stack.region : '', ...values].join(' ');
}

const isNamed = ({ properties }: Naming, resource: Resource): boolean =>
  properties.some((property) => at(resource.properties, property) !== undefined);
