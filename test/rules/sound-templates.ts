/** Small templates that keep every rule: what each rule's test breaks in one place. */
export type Json = Record<string, unknown>;

export const jurisdictions = {
  'united-states': ['us-east-1', 'us-west-2'],
  america: ['us-east-1', 'us-west-2', 'ca-central-1'],
  'european-union': ['eu-central-1', 'eu-north-1'],
};

const tags = [
  { Key: 'Fleet', Value: 'assistant' },
  { Key: 'Phase', Value: 'serving' },
];

export const hooks = {
  launch: {
    LifecycleHookName: 'polyregion-launch',
    LifecycleTransition: 'autoscaling:EC2_INSTANCE_LAUNCHING',
    DefaultResult: 'ABANDON',
    HeartbeatTimeout: 7200,
  },
  drain: {
    LifecycleHookName: 'polyregion-drain',
    LifecycleTransition: 'autoscaling:EC2_INSTANCE_TERMINATING',
    HeartbeatTimeout: 30,
  },
};

const group = (more: Json = {}): Json => ({
  AutoScalingGroupName: 'assistant-llama-baseline',
  HealthCheckType: 'EC2',
  DefaultInstanceWarmup: 600,
  DeletionProtection: 'prevent-force-deletion',
  MinSize: '1',
  MaxSize: '2',
  LifecycleHookSpecificationList: [{ ...hooks.launch }, { ...hooks.drain }],
  MixedInstancesPolicy: {
    LaunchTemplate: { Overrides: [{ InstanceType: 'p5.48xlarge', ImageId: { Ref: 'Image' } }] },
    InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 100 },
  },
  ...more,
});

const ignoreSizes = { AutoScalingScheduledAction: { IgnoreUnmodifiedGroupSizeProperties: true } };

const targetGroup = (Port: number): Json => ({
  Port,
  HealthCheckPath: '/ready',
  HealthCheckPort: '8081',
  TargetGroupAttributes: [{ Key: 'deregistration_delay.timeout_seconds', Value: '53' }],
});

const allow = (Action: unknown, Resource: unknown, Condition?: Json): Json => ({
  PolicyDocument: { Statement: [{ Effect: 'Allow', Action, Resource, ...(Condition && { Condition }) }] },
  Roles: [{ Ref: 'Role' }],
});

const logsTo = (bucket: string): Json[] => [
  { Key: 'access_logs.s3.enabled', Value: 'true' },
  { Key: 'access_logs.s3.bucket', Value: { Ref: bucket } },
];

const logBucket = () => ({
  Type: 'AWS::S3::Bucket',
  Properties: {
    PublicAccessBlockConfiguration: {
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    },
    LifecycleConfiguration: { Rules: [{ Status: 'Enabled', ExpirationInDays: 30 }] },
  },
});

const logBucketPolicy = (bucket: string) => ({
  Type: 'AWS::S3::BucketPolicy',
  Properties: {
    Bucket: { Ref: bucket },
    PolicyDocument: {
      Statement: [
        { Effect: 'Deny', Action: 's3:*', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
        { Effect: 'Allow', Action: 's3:PutObject' },
      ],
    },
  },
});

/** A template for us-east-1. */
export const serving = {
  Instances: {
    Type: 'AWS::EC2::LaunchTemplate',
    Properties: {
      LaunchTemplateData: {
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
        BlockDeviceMappings: [{ DeviceName: '/dev/xvda', Ebs: { Encrypted: true, VolumeType: 'gp3' } }],
        Monitoring: { Enabled: true },
        UserData: { 'Fn::Base64': { 'Fn::Join': ['', ['#!/bin/bash\n', { Ref: 'EngineImageDigest' }]] } },
        TagSpecifications: ['instance', 'volume', 'network-interface'].map((ResourceType) => ({
          ResourceType,
          Tags: tags,
        })),
      },
    },
  },
  Baseline: {
    Type: 'AWS::AutoScaling::AutoScalingGroup',
    DependsOn: ['Https', 'PrivateHttps'],
    Properties: group({ TargetGroupARNs: [{ Ref: 'Engine' }] }),
    UpdatePolicy: ignoreSizes,
  },
  Overflow: {
    Type: 'AWS::AutoScaling::AutoScalingGroup',
    Properties: group({
      AutoScalingGroupName: 'assistant-llama-overflow',
      MinSize: '0',
      MixedInstancesPolicy: {
        LaunchTemplate: { Overrides: [{ InstanceType: 'g6e.2xlarge', ImageId: 'ami-1' }] },
        InstancesDistribution: {
          OnDemandPercentageAboveBaseCapacity: 0,
          SpotAllocationStrategy: 'price-capacity-optimized',
        },
      },
    }),
    UpdatePolicy: ignoreSizes,
  },
  WarmPool: { Type: 'AWS::AutoScaling::WarmPool', Properties: { AutoScalingGroupName: { Ref: 'Baseline' } } },
  LateHook: {
    Type: 'AWS::AutoScaling::LifecycleHook',
    Properties: { AutoScalingGroupName: { Ref: 'Baseline' }, HeartbeatTimeout: 60 },
  },
  Engine: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: targetGroup(8080) },
  Readiness: { Type: 'AWS::ElasticLoadBalancingV2::TargetGroup', Properties: targetGroup(8081) },
  FrontDoor: {
    Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    Properties: {
      SecurityGroups: [{ 'Fn::GetAtt': ['Clients', 'GroupId'] }],
      LoadBalancerAttributes: logsTo('AccessLog'),
    },
  },
  Https: {
    Type: 'AWS::ElasticLoadBalancingV2::Listener',
    Properties: {
      LoadBalancerArn: { Ref: 'FrontDoor' },
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
      DefaultActions: [{ Type: 'fixed-response' }],
    },
  },
  ReadinessRule: {
    Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
    Properties: {
      ListenerArn: { Ref: 'Https' },
      Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/ready'] } }],
      Actions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Readiness' } }],
    },
  },
  EngineRule: {
    Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
    Properties: {
      ListenerArn: { Ref: 'Https' },
      Conditions: [{ Field: 'host-header' }],
      Actions: [
        { Type: 'forward', Order: 2, TargetGroupArn: { Ref: 'Engine' } },
        { Type: 'jwt-validation', Order: 1 },
      ],
    },
  },
  PrivateDoor: {
    Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    Properties: { Scheme: 'internal', LoadBalancerAttributes: logsTo('PrivateAccessLog') },
  },
  PrivateHttps: {
    Type: 'AWS::ElasticLoadBalancingV2::Listener',
    Properties: {
      LoadBalancerArn: { Ref: 'PrivateDoor' },
      Protocol: 'HTTPS',
      SslPolicy: 'ELBSecurityPolicy-TLS13-1-2-Res-2021-06',
      DefaultActions: [{ Type: 'fixed-response' }],
    },
  },
  PrivateRule: {
    Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
    Properties: {
      ListenerArn: { Ref: 'PrivateHttps' },
      Actions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Engine' } }],
    },
  },
  Clients: {
    Type: 'AWS::EC2::SecurityGroup',
    Properties: { SecurityGroupIngress: [{ CidrIp: '0.0.0.0/0', IpProtocol: 'tcp', FromPort: 443, ToPort: 443 }] },
  },
  Inside: {
    Type: 'AWS::EC2::SecurityGroupIngress',
    Properties: { GroupId: { Ref: 'Instance' }, CidrIp: '10.0.0.0/8', IpProtocol: 'tcp', FromPort: 8080, ToPort: 8080 },
  },
  S3: { Type: 'AWS::EC2::VPCEndpoint', Properties: { RouteTableIds: [{ 'Fn::GetAtt': ['PrivateRoutes', 'Id'] }] } },
  Logs: { Type: 'AWS::EC2::VPCEndpoint', Properties: { SubnetIds: [{ Ref: 'PrivateSubnet' }] } },
  Isolated: {
    Type: 'AWS::EC2::SubnetRouteTableAssociation',
    Properties: { SubnetId: { Ref: 'PrivateSubnet' }, RouteTableId: { Ref: 'IsolatedRoutes' } },
  },
  PublicRoutes: { Type: 'AWS::EC2::RouteTable', Properties: {} },
  Internet: { Type: 'AWS::EC2::InternetGateway', Properties: {} },
  PublicRoute: {
    Type: 'AWS::EC2::Route',
    Properties: {
      RouteTableId: { Ref: 'PublicRoutes' },
      DestinationCidrBlock: '0.0.0.0/0',
      GatewayId: { Ref: 'Internet' },
    },
  },
  Nat: {
    Type: 'AWS::EC2::NatGateway',
    Properties: {
      Tags: [
        { Key: 'InternetReason', Value: 'licences are checked at start' },
        { Key: 'InternetOwner', Value: 'platform@example.com' },
      ],
    },
  },
  PrivateRoute: {
    Type: 'AWS::EC2::Route',
    Properties: {
      RouteTableId: { Ref: 'PrivateRoutes' },
      DestinationCidrBlock: '0.0.0.0/0',
      NatGatewayId: { Ref: 'Nat' },
    },
  },
  AccessLog: logBucket(),
  AccessLogPolicy: logBucketPolicy('AccessLog'),
  PrivateAccessLog: logBucket(),
  PrivateAccessLogPolicy: logBucketPolicy('PrivateAccessLog'),
  Firewall: {
    Type: 'AWS::WAFv2::WebACL',
    Properties: { VisibilityConfig: { SampledRequestsEnabled: false }, Rules: [] },
  },
  FirewallLog: {
    Type: 'AWS::WAFv2::LoggingConfiguration',
    Properties: {
      ResourceArn: { 'Fn::GetAtt': ['Firewall', 'Arn'] },
      RedactedFields: [{ SingleHeader: { Name: 'authorization' } }, { SingleHeader: { Name: 'cookie' } }],
    },
  },
  Meter: {
    Type: 'AWS::Lambda::Function',
    Properties: {
      LoggingConfig: { LogGroup: { Ref: 'MeterLog' }, LogFormat: 'JSON' },
      Environment: { Variables: { POLYREGION_FLEET: 'assistant' } },
    },
  },
  MeterLog: { Type: 'AWS::Logs::LogGroup', Properties: { RetentionInDays: 30 } },
  Key: { Type: 'AWS::KMS::Key', Properties: { EnableKeyRotation: true } },
  SigningKey: { Type: 'AWS::KMS::Key', Properties: { KeySpec: 'RSA_2048' } },
  Role: { Type: 'AWS::IAM::Role', Properties: {} },
  Metrics: {
    Type: 'AWS::IAM::Policy',
    Properties: allow('cloudwatch:PutMetricData', '*', { StringEquals: { 'cloudwatch:namespace': 'Polyregion' } }),
  },
  Reading: { Type: 'AWS::IAM::Policy', Properties: allow(['s3:GetObject'], 'arn:aws:s3:::weights-us-west-2/*') },
  ReadyAlarm: {
    Type: 'AWS::CloudWatch::Alarm',
    Properties: {
      AlarmName: 'assistant-ready',
      AlarmDescription: 'No instance is ready. Runbook: https://example.com/runbooks/no-ready-instance.md',
      AlarmActions: [{ Ref: 'Topic' }],
      Period: 60,
      EvaluationPeriods: 3,
    },
  },
} satisfies Record<string, { Type: string; DependsOn?: string[]; Properties: Json; UpdatePolicy?: Json }>;

const routed = (Name: string, region: string, more: Json = {}): Json => ({
  Name,
  Region: region,
  SetIdentifier: region,
  HealthCheckId: { Ref: 'Check' },
  AliasTarget: { DNSName: `${region}.${Name}` },
  ...more,
});

/** The traffic template, in the home region us-east-1. */
export const traffic = {
  Check: {
    Type: 'AWS::Route53::HealthCheck',
    Properties: { HealthCheckConfig: { Type: 'HTTPS', RequestInterval: 10, FailureThreshold: 3 } },
  },
  MetricCheck: {
    Type: 'AWS::Route53::HealthCheck',
    Properties: {
      HealthCheckConfig: {
        Type: 'CLOUDWATCH_METRIC',
        AlarmIdentifier: { Name: 'assistant-ready', Region: 'us-east-1' },
      },
    },
  },
  BothChecks: {
    Type: 'AWS::Route53::HealthCheck',
    Properties: {
      HealthCheckConfig: {
        Type: 'CALCULATED',
        HealthThreshold: 1,
        ChildHealthChecks: [{ Ref: 'Check' }, { Ref: 'MetricCheck' }],
      },
    },
  },
  Chat: {
    Type: 'AWS::Route53::RecordSet',
    Properties: routed('chat.united-states.ai.example.com', 'us-west-2'),
  },
  Hilfe: {
    Type: 'AWS::Route53::RecordSet',
    Properties: routed('hilfe.european-union.ai.example.com.', 'eu-north-1'),
  },
  Regional: {
    Type: 'AWS::Route53::RecordSet',
    Properties: { Name: 'eu-north-1.hilfe.european-union.ai.example.com', AliasTarget: { DNSName: { Ref: 'Lb' } } },
  },
  Mail: { Type: 'AWS::Route53::RecordSet', Properties: { Name: 'mail.example.com', ResourceRecords: ['192.0.2.1'] } },
  Budget: {
    Type: 'AWS::Budgets::Budget',
    Properties: {
      Budget: { BudgetLimit: { Amount: 1000, Unit: 'USD' }, CostFilters: { TagKeyValue: ['user:Phase$serving'] } },
      NotificationsWithSubscribers: [{}],
    },
  },
} satisfies Record<string, { Type: string; Properties: Json }>;
