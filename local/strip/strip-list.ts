/** External emulators, unmodified from PyPI. */
export type EmulatorName = 'moto' | 'ministack';

/** Something that an emulator cannot hold, with the reason. A test fails when a row is missing or no longer needed. */
export type StripRow = StrippedType | StrippedProperty | RewrittenAttribute;

interface Row {
  readonly emulator: EmulatorName;
  readonly type: string;
  readonly reason: string;
}

/** A resource that is removed from the copy. */
export interface StrippedType extends Row {
  readonly strip: 'resource';
  /** Only resources with this property. @default - all of the type */
  readonly having?: string;
  /** How the resource is checked instead. */
  readonly checkedBy: string;
  /** The placeholder for its `Ref` has the form of an ARN, because policies name the resource. */
  readonly refIsArn?: true;
}

/** A property that is removed from the copy. */
export interface StrippedProperty extends Row {
  readonly strip: 'property';
  readonly property: string;
}

/** An attribute whose `Fn::GetAtt` becomes `Ref`, where both have the same value, or a placeholder. */
export interface RewrittenAttribute extends Row {
  readonly strip: 'attribute';
  readonly attribute: string;
  readonly becomes: 'Ref' | 'literal';
}

const undeclared = 'not among the types that its CloudFormation declares';
const noAttribute = 'its CloudFormation does not know the attribute';

const resources = (emulator: EmulatorName, checkedBy: Readonly<Record<string, string>>): StrippedType[] =>
  Object.entries(checkedBy).map(([type, how]) => ({
    strip: 'resource',
    emulator,
    type,
    reason: undeclared,
    checkedBy: how,
  }));

const attributes = (
  becomes: RewrittenAttribute['becomes'],
  reason: string,
  names: Readonly<Record<string, string>>,
): RewrittenAttribute[] =>
  Object.entries(names).map(([type, attribute]) => ({
    strip: 'attribute',
    emulator: 'moto',
    type,
    attribute,
    becomes,
    reason,
  }));

const onMinistack = 'deployed on ministack';
const onMoto = 'deployed on moto';

export const stripList: readonly StripRow[] = [
  ...resources('ministack', {
    'AWS::Budgets::Budget': "its properties through moto's Budgets API, read back by phase",
    'AWS::EC2::FlowLog': onMoto,
    'AWS::EC2::SecurityGroupEgress': "its properties through moto's EC2 API",
    'AWS::EC2::SecurityGroupIngress': onMoto,
    'AWS::Route53::HealthCheck': onMoto,
    'AWS::WAFv2::WebACLAssociation': "its properties through ministack's WAF API",
  }),
  ...resources('moto', {
    'AWS::AutoScaling::ScalingPolicy': onMinistack,
    'AWS::Budgets::Budget': "its properties through moto's Budgets API, read back by phase",
    'AWS::CertificateManager::Certificate':
      "deployed on ministack; made through moto's own API, because its listeners look for it",
    'AWS::CloudWatch::Alarm': `${onMinistack}, but for those on metric math, which go through moto's CloudWatch API`,
    'AWS::EC2::SecurityGroupEgress': "its properties through moto's EC2 API",
    'AWS::Lambda::EventInvokeConfig': onMinistack,
    'AWS::S3::BucketPolicy': onMinistack,
    'AWS::SNS::Subscription': onMinistack,
    'AWS::SNS::TopicPolicy': onMinistack,
    'AWS::SQS::QueuePolicy': onMinistack,
    'AWS::WAFv2::WebACL': onMinistack,
    'AWS::WAFv2::WebACLAssociation': "its properties through ministack's WAF API",
  }),
  {
    strip: 'resource',
    emulator: 'ministack',
    type: 'AWS::CloudWatch::Alarm',
    having: 'Metrics',
    reason: 'its CloudFormation refuses alarms on metric math',
    checkedBy: "their properties through moto's CloudWatch API",
  },
  {
    strip: 'resource',
    emulator: 'moto',
    type: 'AWS::SecretsManager::Secret',
    reason: undeclared,
    checkedBy: onMinistack,
    refIsArn: true,
  },
  {
    strip: 'resource',
    emulator: 'moto',
    type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
    reason: 'its load balancers do not know the jwt-validation action',
    checkedBy: onMinistack,
  },
  {
    strip: 'property',
    emulator: 'moto',
    type: 'AWS::KMS::Key',
    property: 'Tags',
    reason: 'it reads Key and Value of the template as TagKey and TagValue of the API, and fails',
  },
  ...attributes('Ref', `${noAttribute}; Ref is the same id`, {
    'AWS::EC2::InternetGateway': 'InternetGatewayId',
    'AWS::EC2::RouteTable': 'RouteTableId',
    'AWS::EC2::Subnet': 'SubnetId',
  }),
  ...attributes('literal', `${noAttribute}, and there is no other way to its value`, {
    'AWS::ElasticLoadBalancingV2::LoadBalancer': 'LoadBalancerFullName',
    'AWS::ElasticLoadBalancingV2::TargetGroup': 'TargetGroupFullName',
  }),
];

export const rowsOf = (emulator: EmulatorName): readonly StripRow[] =>
  stripList.filter((row) => row.emulator === emulator);
