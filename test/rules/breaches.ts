import { hooks, serving } from './sound-templates';

/** A resource of the small templates, a path in it, and the value that is put there. */
export type Edit = readonly [resource: string, path: string, value: unknown];

const data = 'Properties.LaunchTemplateData';
const distribution = 'Properties.MixedInstancesPolicy.InstancesDistribution';
const hookList = 'LifecycleHookSpecificationList';
const closed = {
  ...(serving.Baseline.Properties as Record<string, unknown>),
  MinSize: '0',
  MaxSize: '0',
  LifecycleHookSpecificationList: [],
};
const check = 'Properties.HealthCheckConfig';
const anywhere = { CidrIp: '0.0.0.0/0', IpProtocol: 'tcp', FromPort: 443, ToPort: 443 };
const forward = { Type: 'forward', TargetGroupArn: { Ref: 'Engine' } };
const refreshing = (AutoScalingInstanceRefresh: object): Edit => [
  'Baseline',
  'UpdatePolicy',
  { ...serving.Baseline.UpdatePolicy, AutoScalingInstanceRefresh },
];
const refresh = { AutoScalingInstanceRefresh: { Strategy: 'Rolling' }, AutoScalingRollingUpdate: {} };
const policy = (statement: object): object => ({ Statement: { Effect: 'Allow', ...statement } });
const [instanceTags, volumeTags] = serving.Instances.Properties.LaunchTemplateData.TagSpecifications;
const userData = (text: string): Edit => ['Instances', `${data}.UserData`, { 'Fn::Base64': text }];
const metricAlarm = (path: string, value: unknown): Edit => ['ReadyAlarm', `Properties.${path}`, value];

const hourly = { ...serving.ReadyAlarm.Properties, Period: 3600 };
const sampled = { VisibilityConfig: { SampledRequestsEnabled: true } };
const protectedTokens = {
  DataProtectionConfig: {
    DataProtections: [
      { Action: 'SUBSTITUTION', Field: { FieldType: 'SINGLE_HEADER', FieldKeys: ['authorization', 'cookie'] } },
    ],
  },
};
const redacted = { RedactedFields: serving.FirewallLog.Properties.RedactedFields };

/** What is wrong, the one rule that must say so, the edit that makes it wrong, and where it is said if not there. */
export const broken: readonly (readonly [what: string, id: string, edit: Edit, where?: string])[] = [
  ['IMDSv1 allowed', 'PR-LT1', ['Instances', `${data}.MetadataOptions.HttpTokens`, 'optional']],
  ['IMDS left open', 'PR-LT1', ['Instances', `${data}.MetadataOptions`, { HttpPutResponseHopLimit: 1 }]],
  ['a second hop', 'PR-LT2', ['Instances', `${data}.MetadataOptions.HttpPutResponseHopLimit`, 2]],
  ['a volume in the clear', 'PR-LT3', ['Instances', `${data}.BlockDeviceMappings.0.Ebs.Encrypted`, false]],
  ['encryption by reference', 'PR-LT3', ['Instances', `${data}.BlockDeviceMappings.0.Ebs.Encrypted`, { Ref: 'No' }]],
  ['a second volume of gp2', 'PR-LT4', ['Instances', `${data}.BlockDeviceMappings.1`, { Ebs: { Encrypted: true } }]],
  [
    'a public address',
    'PR-LT5',
    ['Instances', `${data}.NetworkInterfaces`, [{ DeviceIndex: 0, AssociatePublicIpAddress: true }]],
  ],
  ['a public address of IPv6', 'PR-LT5', ['Instances', `${data}.NetworkInterfaces`, [{ Ipv6AddressCount: 1 }]]],
  ['a key pair', 'PR-LT6', ['Instances', `${data}.KeyName`, 'team']],
  ['untagged network interfaces', 'PR-LT7', ['Instances', `${data}.TagSpecifications`, [instanceTags, volumeTags]]],
  [
    'volumes without phase',
    'PR-LT7',
    ['Instances', `${data}.TagSpecifications.1.Tags`, [{ Key: 'Fleet', Value: 'x' }]],
  ],
  ['metrics every five minutes', 'PR-LT8', ['Instances', `${data}.Monitoring`, { Enabled: false }]],
  ['user data of 16385 bytes', 'PR-LT9', userData('x'.repeat(16_385))],
  ['user data of 16385 bytes, few letters', 'PR-LT9', userData('ü'.repeat(8_193))],
  ['an access key in user data', 'PR-LT10', userData(`export KEY=AKIA${'A1'.repeat(8)}`)],
  ['a token in user data', 'PR-LT10', userData('HF_TOKEN=0123456789abcdef')],
  ['a private key in user data', 'PR-LT10', userData('-----BEGIN RSA PRIVATE KEY-----')],
  ['a secret resolved into user data', 'PR-LT10', userData('{{resolve:secretsmanager:engine}}')],
  ['root volumes replaced', 'PR-AS1', refreshing({ Strategy: 'ReplaceRootVolume' })],
  ['a refresh of no strategy', 'PR-AS1', refreshing({ Preferences: { BakeTime: 600 } })],
  [
    'a refresh that alarms stop',
    'PR-AS15',
    refreshing({
      Strategy: 'Rolling',
      Preferences: { AlarmSpecification: { Alarms: ['assistant-llama-no-ready-instance'] } },
    }),
  ],
  ['health by load balancer', 'PR-AS2', ['Baseline', 'Properties.HealthCheckType', 'ELB']],
  ['a desired capacity', 'PR-AS3', ['Baseline', 'Properties.DesiredCapacity', '3']],
  ['sizes reset on update', 'PR-AS4', ['Baseline', 'UpdatePolicy', {}]],
  ['no warm-up', 'PR-AS5', ['Baseline', 'Properties.DefaultInstanceWarmup', undefined]],
  ['no deletion protection', 'PR-AS6', ['Baseline', 'Properties.DeletionProtection', 'none']],
  ['protection that blocks destroy', 'PR-AS6', ['Baseline', 'Properties.DeletionProtection', 'prevent-all-deletion']],
  ['a warm pool on spot', 'PR-AS7', ['WarmPool', 'Properties.AutoScalingGroupName', { Ref: 'Overflow' }]],
  [
    'a warm pool on spot, by name',
    'PR-AS7',
    ['WarmPool', 'Properties.AutoScalingGroupName', 'assistant-llama-overflow'],
  ],
  ['a warm pool on an unknown group', 'PR-AS7', ['WarmPool', 'Properties.AutoScalingGroupName', 'elsewhere']],
  ['a base of on-demand under spot', 'PR-AS8', ['Overflow', `${distribution}.OnDemandBaseCapacity`, 1]],
  ['half of each', 'PR-AS8', ['Overflow', `${distribution}.OnDemandPercentageAboveBaseCapacity`, 50]],
  ['spot at the lowest price', 'PR-AS9', ['Overflow', `${distribution}.SpotAllocationStrategy`, 'lowest-price']],
  ['spot by default', 'PR-AS9', ['Overflow', `${distribution}.SpotAllocationStrategy`, undefined]],
  ['two ways to replace', 'PR-AS10', ['Baseline', 'UpdatePolicy', { ...refresh, ...serving.Baseline.UpdatePolicy }]],
  ['a lifetime of an hour', 'PR-AS11', ['Baseline', 'Properties.MaxInstanceLifetime', 3600]],
  ['a lifetime just under a day', 'PR-AS11', ['Baseline', 'Properties.MaxInstanceLifetime', 86_399]],
  ['no launch hook', 'PR-AS12', ['Baseline', `Properties.${hookList}`, [hooks.drain]]],
  ['a launch that goes on unanswered', 'PR-AS12', ['Overflow', `Properties.${hookList}.0.DefaultResult`, 'CONTINUE']],
  [
    'a second launch hook that admits every instance',
    'PR-AS12',
    ['Baseline', `Properties.${hookList}`, [hooks.launch, { ...hooks.launch, DefaultResult: 'CONTINUE' }, hooks.drain]],
  ],
  ['no hook on the way out', 'PR-AS13', ['Overflow', `Properties.${hookList}`, [hooks.launch]]],
  ['a hook of an hour, unsaid', 'PR-AS14', ['Baseline', `Properties.${hookList}.0.HeartbeatTimeout`, undefined]],
  ['a hook of 29 seconds', 'PR-AS14', ['Baseline', `Properties.${hookList}.1.HeartbeatTimeout`, 29]],
  ['a hook of more than two hours', 'PR-AS14', ['Baseline', `Properties.${hookList}.0.HeartbeatTimeout`, 7201]],
  ['a hook beside the group, unsaid', 'PR-AS14', ['LateHook', 'Properties.HeartbeatTimeout', undefined]],
  ['the default deregistration delay', 'PR-LB1', ['Engine', 'Properties.TargetGroupAttributes', []]],
  ['a delay over an hour', 'PR-LB1', ['Engine', 'Properties.TargetGroupAttributes.0.Value', '3601']],
  ['the engine’s own health', 'PR-LB2', ['Engine', 'Properties.HealthCheckPath', '/health']],
  ['health on the serving port', 'PR-LB2', ['Engine', 'Properties.HealthCheckPort', 'traffic-port']],
  ['plain HTTP', 'PR-LB3', ['Https', 'Properties.Protocol', 'HTTP']],
  ['TLS 1.0 beside 1.3', 'PR-LB4', ['Https', 'Properties.SslPolicy', 'ELBSecurityPolicy-TLS13-1-0-2021-06']],
  ['the default TLS policy', 'PR-LB4', ['Https', 'Properties.SslPolicy', undefined]],
  ['no token', 'PR-LB5', ['EngineRule', 'Properties.Actions', [forward]]],
  [
    'the token asked for too late',
    'PR-LB5',
    [
      'EngineRule',
      'Properties.Actions',
      [
        { ...forward, Order: 1 },
        { Type: 'jwt-validation', Order: 2 },
      ],
    ],
  ],
  ['another login', 'PR-LB5', ['EngineRule', 'Properties.Actions', [{ Type: 'authenticate-oidc' }, forward]]],
  ['readiness that leads to the engine', 'PR-LB5', ['ReadinessRule', 'Properties.Actions', [forward]]],
  [
    'an open path beside readiness',
    'PR-LB5',
    ['ReadinessRule', 'Properties.Conditions.0.PathPatternConfig.Values', ['/ready', '/*']],
  ],
  ['readiness without its path', 'PR-LB5', ['ReadinessRule', 'Properties.Conditions', []]],
  ['a default that forwards', 'PR-LB5', ['Https', 'Properties.DefaultActions', [forward]]],
  ['no token from the internet', 'PR-LB5', ['PrivateDoor', 'Properties.Scheme', 'internet-facing'], 'PrivateRule'],
  ['no token, and no scheme', 'PR-LB5', ['PrivateDoor', 'Properties.Scheme', undefined], 'PrivateRule'],
  ['no token, and a scheme by reference', 'PR-LB5', ['PrivateDoor', 'Properties.Scheme', { Ref: 'S' }], 'PrivateRule'],
  ['no token on an unknown listener', 'PR-LB5', ['PrivateRule', 'Properties.ListenerArn', 'arn:x']],
  ['GPUs before any listener', 'PR-LB6', ['Baseline', 'DependsOn', undefined]],
  ['GPUs before one of two listeners', 'PR-LB6', ['Baseline', 'DependsOn', ['Https']]],
  ['GPUs that no listener leads to', 'PR-LB6', ['Baseline', 'Properties.TargetGroupARNs.1', { Ref: 'Readiness2' }]],
  ['GPUs in a group by its ARN', 'PR-LB6', ['Baseline', 'Properties.TargetGroupARNs', ['arn:x']]],
  [
    'SSH from anywhere',
    'PR-NW1',
    ['Clients', 'Properties.SecurityGroupIngress.1', { ...anywhere, FromPort: 22, ToPort: 22 }],
  ],
  ['every port from 443', 'PR-NW1', ['Clients', 'Properties.SecurityGroupIngress.0.ToPort', 65_535]],
  ['443 of an instance', 'PR-NW1', ['Inside', 'Properties', { GroupId: { Ref: 'Instance' }, ...anywhere }]],
  ['half of the internet', 'PR-NW1', ['Inside', 'Properties.CidrIp', '128.0.0.0/1']],
  ['anywhere by IPv6', 'PR-NW1', ['Inside', 'Properties.CidrIpv6', '::/0']],
  ['a way to the internet without a reason', 'PR-NW2', ['Nat', 'Properties.Tags.0.Value', ' '], 'PrivateRoute'],
  ['an undeclared way to the internet', 'PR-NW2', ['Nat', 'Properties.Tags.1', {}], 'PrivateRoute'],
  ['a NAT gateway of another template', 'PR-NW2', ['PrivateRoute', 'Properties.NatGatewayId', 'nat-1']],
  [
    'a public route of a private table',
    'PR-NW2',
    ['PublicRoute', 'Properties.RouteTableId', { 'Fn::GetAtt': ['PrivateRoutes', 'Id'] }],
  ],
  [
    'a public route of a subnet with endpoints',
    'PR-NW2',
    ['PublicRoute', 'Properties.RouteTableId', { Ref: 'IsolatedRoutes' }],
  ],
  ['a public route of an unknown table', 'PR-NW2', ['PublicRoute', 'Properties.RouteTableId', 'rtb-1']],
  [
    'half of the internet through another network',
    'PR-NW2',
    [
      'PrivateRoute',
      'Properties',
      { RouteTableId: { Ref: 'PrivateRoutes' }, DestinationCidrBlock: '128.0.0.0/1', TransitGatewayId: 'tgw-1' },
    ],
  ],
  [
    'IPv6 to the internet',
    'PR-NW2',
    [
      'PrivateRoute',
      'Properties',
      {
        RouteTableId: { Ref: 'PrivateRoutes' },
        DestinationIpv6CidrBlock: '::/0',
        EgressOnlyInternetGatewayId: 'eigw-1',
      },
    ],
  ],
  [
    'a way to what a list of ranges holds',
    'PR-NW2',
    [
      'PrivateRoute',
      'Properties',
      { RouteTableId: { Ref: 'PrivateRoutes' }, DestinationPrefixListId: 'pl-1', VpcPeeringConnectionId: 'pcx-1' },
    ],
  ],
  ['a check every 20 s', 'PR-DN1', ['Check', `${check}.RequestInterval`, 20]],
  ['no failure', 'PR-DN2', ['Check', `${check}.FailureThreshold`, 0]],
  ['eleven failures', 'PR-DN2', ['Check', `${check}.FailureThreshold`, 11]],
  ['two checker regions', 'PR-DN3', ['Check', `${check}.Regions`, ['us-east-1', 'eu-west-1']]],
  ['an unchecked record', 'PR-DN4', ['Chat', 'Properties.HealthCheckId', undefined]],
  ['a default location', 'PR-DN5', ['Chat', 'Properties.GeoLocation', { CountryCode: '*' }]],
  ['an alarm of no stack', 'PR-DN6', ['MetricCheck', `${check}.AlarmIdentifier.Name`, 'somewhere']],
  ['an alarm of another region', 'PR-DN6', ['MetricCheck', `${check}.AlarmIdentifier.Region`, 'us-west-2']],
  ['an alarm on metric math', 'PR-DN6', metricAlarm('Metrics', [{ Id: 'a', Period: 60 }]), 'MetricCheck'],
  ['an alarm on a percentile', 'PR-DN6', metricAlarm('ExtendedStatistic', 'p99'), 'MetricCheck'],
  ['an alarm of 2 of 3', 'PR-DN6', metricAlarm('DatapointsToAlarm', 2), 'MetricCheck'],
  ['an alarm every 10 s', 'PR-DN6', metricAlarm('Period', 10), 'MetricCheck'],
  ['a threshold of none', 'PR-DN7', ['BothChecks', `${check}.HealthThreshold`, 0]],
  ['a threshold of more than all', 'PR-DN7', ['BothChecks', `${check}.HealthThreshold`, 3]],
  ['both filter styles', 'PR-BU1', ['Budget', 'Properties.Budget.FilterExpression', { Tags: {} }]],
  ['a filter and the other style’s metric', 'PR-BU1', ['Budget', 'Properties.Budget.Metrics', ['BlendedCost']]],
  ['no filter', 'PR-BU1', ['Budget', 'Properties.Budget.CostFilters', undefined]],
  ['a budget of nothing', 'PR-BU2', ['Budget', 'Properties.Budget.BudgetLimit.Amount', 0]],
  ['a negative budget', 'PR-BU2', ['Budget', 'Properties.Budget.BudgetLimit.Amount', -1]],
  [
    'a planned budget with a free month',
    'PR-BU2',
    ['Budget', 'Properties.Budget.PlannedBudgetLimits', { a: { Amount: 0 } }],
  ],
  ['six notifications', 'PR-BU3', ['Budget', 'Properties.NotificationsWithSubscribers', Array(6).fill({})]],
  ['a budget that is silent', 'PR-BU3', ['Budget', 'Properties.NotificationsWithSubscribers', []]],
  ['an alarm without a notification', 'PR-AL1', metricAlarm('AlarmActions', [])],
  ['an alarm switched off', 'PR-AL1', metricAlarm('ActionsEnabled', false)],
  ['an alarm without runbook', 'PR-AL2', metricAlarm('AlarmDescription', 'Something is wrong.')],
  ['a runbook without address', 'PR-AL2', metricAlarm('AlarmDescription', 'Runbook: see the wiki')],
  ['more than a day', 'PR-AL3', metricAlarm('EvaluationPeriods', 1441)],
  ['more than a week by the hour', 'PR-AL3', ['ReadyAlarm', 'Properties', { ...hourly, EvaluationPeriods: 169 }]],
  ['a log that never forgets', 'PR-LG1', ['MeterLog', 'Properties.RetentionInDays', undefined]],
  ['text lines', 'PR-LG2', ['Meter', 'Properties.LoggingConfig.LogFormat', undefined]],
  ['Lambda’s own log group', 'PR-LG2', ['Meter', 'Properties.LoggingConfig.LogGroup', undefined]],
  ['a key for ever', 'PR-KM1', ['Key', 'Properties.EnableKeyRotation', undefined]],
  [
    'a bucket with public policies',
    'PR-BK1',
    ['AccessLog', 'Properties.PublicAccessBlockConfiguration.BlockPublicPolicy', false],
  ],
  ['a bucket without a block', 'PR-BK1', ['AccessLog', 'Properties.PublicAccessBlockConfiguration', undefined]],
  ['a policy of another bucket', 'PR-BK2', ['AccessLogPolicy', 'Properties.Bucket', 'other'], 'AccessLog'],
  [
    'plain HTTP allowed',
    'PR-BK2',
    ['AccessLogPolicy', 'Properties.PolicyDocument.Statement.0.Effect', 'Allow'],
    'AccessLog',
  ],
  ['everything', 'PR-IA1', ['Reading', 'Properties.PolicyDocument', policy({ Action: '*', Resource: 'arn:x' })]],
  [
    'everything of S3',
    'PR-IA1',
    ['Reading', 'Properties.PolicyDocument', policy({ Action: 's3:*', Resource: 'arn:x' })],
  ],
  [
    'everything but a little',
    'PR-IA1',
    ['Reading', 'Properties.PolicyDocument', policy({ NotAction: 'iam:*', Resource: 'arn:x' })],
  ],
  [
    'inside a role',
    'PR-IA1',
    ['Role', 'Properties.Policies', [{ PolicyDocument: policy({ Action: ['ec2:*'], Resource: 'arn:x' }) }]],
  ],
  ['every bucket', 'PR-IA2', ['Reading', 'Properties.PolicyDocument.Statement.0.Resource', '*']],
  [
    'every resource but one',
    'PR-IA2',
    ['Reading', 'Properties.PolicyDocument', policy({ Action: 's3:GetObject', NotResource: 'arn:x' })],
  ],
  [
    'a reason whose condition is gone',
    'PR-IA2',
    ['Metrics', 'Properties.PolicyDocument.Statement.0.Condition', undefined],
  ],
  [
    'objects written over',
    'PR-IA3',
    ['Reading', 'Properties.PolicyDocument', policy({ Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:x' })],
  ],
  [
    'a condition that says the opposite',
    'PR-IA3',
    [
      'Reading',
      'Properties.PolicyDocument',
      policy({ Action: 's3:PutObject', Resource: 'arn:x', Condition: { Null: { 's3:if-none-match': 'true' } } }),
    ],
  ],
  [
    'a bucket over there',
    'PR-JU1',
    ['Reading', 'Properties.PolicyDocument.Statement.0.Resource', 'arn:aws:s3:::weights-eu-north-1/*'],
  ],
  [
    'an ARN over there',
    'PR-JU1',
    ['Meter', 'Properties.Environment.Variables.TOPIC', { 'Fn::Join': [':', ['arn:aws:sns', 'ap-south-1', '1', 'x']] }],
  ],
  [
    'a replica over there',
    'PR-JU1',
    [
      'AccessLog',
      'Properties.ReplicationConfiguration',
      { Rules: [{ Destination: { Bucket: 'arn:aws:s3:::logs-eu-west-2' } }] },
    ],
  ],
  ['in one of two jurisdictions only', 'PR-JU1', ['AccessLog', 'Properties.BucketName', 'logs-ca-central-1']],
  ['a zone over there', 'PR-JU1', ['Meter', 'Properties.Zone', 'eu-central-1a']],
  ['a region of the other jurisdiction', 'PR-JU2', ['Hilfe', 'Properties.Region', 'us-east-1']],
  [
    'an alias into the other jurisdiction',
    'PR-JU2',
    ['Hilfe', 'Properties.AliasTarget.DNSName', 'us-east-1.chat.united-states.ai.example.com'],
  ],
  [
    'a regional name that points elsewhere',
    'PR-JU2',
    ['Regional', 'Properties.AliasTarget.DNSName', 'lb-1.us-east-1.elb.amazonaws.com'],
  ],
  ['a name without jurisdiction', 'PR-JU2', ['Chat', 'Properties.Name', 'chat.ai.example.com']],
  ['a name by reference', 'PR-JU2', ['Chat', 'Properties.Name', { Ref: 'Name' }]],
  [
    'a password in the environment',
    'PR-PV1',
    ['Meter', 'Properties.Environment.Variables.API_KEY', '0123456789abcdef'],
  ],
  [
    'an address with a password',
    'PR-PV1',
    ['Meter', 'Properties.Environment.Variables.SOURCE', 'https://me:pass@example.com'],
  ],
  ['a log with tokens', 'PR-PV2', ['FirewallLog', 'Properties.RedactedFields', [{ QueryString: {} }]]],
  ['a log of an unknown firewall', 'PR-PV2', ['FirewallLog', 'Properties', { ResourceArn: 'arn:x' }]],
  ['samples with tokens', 'PR-PV3', ['Firewall', 'Properties.VisibilityConfig.SampledRequestsEnabled', true]],
  [
    'samples of one rule',
    'PR-PV3',
    ['Firewall', 'Properties.Rules', [{ VisibilityConfig: { SampledRequestsEnabled: true } }]],
  ],
  ['no access log', 'PR-PV4', ['FrontDoor', 'Properties.LoadBalancerAttributes.0.Value', 'false']],
  [
    'an access log kept forever',
    'PR-PV4',
    ['FrontDoor', 'Properties.LoadBalancerAttributes.1.Value', { Ref: 'Other' }],
  ],
];

/** What looks wrong and is not. */
export const allowed: readonly (readonly [what: string, edit: Edit])[] = [
  ['user data of 16384 bytes', userData('x'.repeat(16_384))],
  ['limits in user data that are called tokens', userData('"maxInputTokens": 123456789, "tokenizer": "mistral-v3"')],
  ['no mixed-instances policy', ['Baseline', 'Properties.MixedInstancesPolicy', undefined]],
  ['a lifetime of a day', ['Baseline', 'Properties.MaxInstanceLifetime', 86_400]],
  ['no limit to the lifetime', ['Baseline', 'Properties.MaxInstanceLifetime', 0]],
  ['a group that is closed, without hooks', ['Baseline', 'Properties', closed]],
  ['a refresh', ['Baseline', 'UpdatePolicy.AutoScalingInstanceRefresh', { Strategy: 'Rolling' }]],
  ['a delay of nothing', ['Engine', 'Properties.TargetGroupAttributes.0.Value', '0']],
  ['a private default that forwards', ['PrivateHttps', 'Properties.DefaultActions', [forward]]],
  ['a rule that only refuses', ['EngineRule', 'Properties.Actions', [{ Type: 'fixed-response' }]]],
  ['TLS 1.3 alone', ['Https', 'Properties.SslPolicy', 'ELBSecurityPolicy-TLS13-1-3-2021-06']],
  ['443 of the load balancer by IPv6', ['Clients', 'Properties.SecurityGroupIngress.0.CidrIpv6', '::/0']],
  ['three checker regions', ['Check', `${check}.Regions`, ['us-east-1', 'eu-west-1', 'ap-southeast-1']]],
  ['an alarm on 3 of 3', metricAlarm('DatapointsToAlarm', 3)],
  ['a week by the hour', ['ReadyAlarm', 'Properties', { ...hourly, EvaluationPeriods: 168 }]],
  ['the other region of both jurisdictions', ['AccessLog', 'Properties.BucketName', 'logs-us-west-2']],
  ['a firewall that protects its tokens', ['Firewall', 'Properties', { ...protectedTokens, ...sampled }]],
  ['a log of that firewall', ['FirewallLog', 'Properties', { ResourceArn: 'arn:x', ...redacted }]],
];
