const vpc = { Type: 'AWS::EC2::VPC', Properties: { CidrBlock: '10.0.0.0/16' } };
const subnet = (cidrBlock: string, zone: string) => ({
  Type: 'AWS::EC2::Subnet',
  Properties: { VpcId: { Ref: 'Vpc' }, CidrBlock: cidrBlock, AvailabilityZone: zone },
});
const balancer = {
  Vpc: vpc,
  One: subnet('10.0.0.0/24', 'us-east-1a'),
  Two: subnet('10.0.1.0/24', 'us-east-1b'),
  Balancer: {
    Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    Properties: { Scheme: 'internal', Subnets: [{ Ref: 'One' }, { Ref: 'Two' }] },
  },
};
const targets = {
  Type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  Properties: { Name: 'targets', Port: 8080, Protocol: 'HTTP', VpcId: { Ref: 'Vpc' } },
};
const asking = (Resources: object, logicalId: string, attribute: string) => ({
  Resources,
  Outputs: {
    Asked: { Value: { 'Fn::GetAtt': [logicalId, attribute] }, Export: { Name: `asked-${logicalId}-${attribute}` } },
  },
});

/** The smallest template that shows why a row is in the strip list, for each row whose type the emulator declares. */
export const refusedTemplates: Readonly<Record<string, object>> = {
  'AWS::CloudWatch::Alarm Metrics': {
    Resources: {
      Alarm: {
        Type: 'AWS::CloudWatch::Alarm',
        Properties: {
          ComparisonOperator: 'GreaterThanThreshold',
          EvaluationPeriods: 1,
          Threshold: 1,
          Metrics: [
            { Id: 'twice', Expression: '2 * one' },
            {
              Id: 'one',
              ReturnData: false,
              MetricStat: { Metric: { Namespace: 'Any', MetricName: 'One' }, Period: 60, Stat: 'Sum' },
            },
          ],
        },
      },
    },
  },
  'AWS::EC2::InternetGateway InternetGatewayId': asking(
    { Gateway: { Type: 'AWS::EC2::InternetGateway' } },
    'Gateway',
    'InternetGatewayId',
  ),
  'AWS::EC2::RouteTable RouteTableId': asking(
    { Vpc: vpc, Routes: { Type: 'AWS::EC2::RouteTable', Properties: { VpcId: { Ref: 'Vpc' } } } },
    'Routes',
    'RouteTableId',
  ),
  'AWS::EC2::Subnet SubnetId': asking({ Vpc: vpc, One: subnet('10.0.0.0/24', 'us-east-1a') }, 'One', 'SubnetId'),
  'AWS::ElasticLoadBalancingV2::ListenerRule': {
    Resources: {
      ...balancer,
      Targets: targets,
      Listener: {
        Type: 'AWS::ElasticLoadBalancingV2::Listener',
        Properties: {
          LoadBalancerArn: { Ref: 'Balancer' },
          Port: 80,
          Protocol: 'HTTP',
          DefaultActions: [{ Type: 'forward', TargetGroupArn: { Ref: 'Targets' } }],
        },
      },
      Rule: {
        Type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
        Properties: {
          ListenerArn: { Ref: 'Listener' },
          Priority: 1,
          Conditions: [{ Field: 'path-pattern', PathPatternConfig: { Values: ['/v1/models'] } }],
          Actions: [
            {
              Type: 'jwt-validation',
              Order: 1,
              JwtValidationConfig: {
                Issuer: 'https://login.example.com',
                JwksEndpoint: 'https://login.example.com/keys',
              },
            },
            { Type: 'forward', Order: 2, TargetGroupArn: { Ref: 'Targets' } },
          ],
        },
      },
    },
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer LoadBalancerFullName': asking(
    balancer,
    'Balancer',
    'LoadBalancerFullName',
  ),
  'AWS::ElasticLoadBalancingV2::TargetGroup TargetGroupFullName': asking(
    { Vpc: vpc, Targets: targets },
    'Targets',
    'TargetGroupFullName',
  ),
  'AWS::KMS::Key Tags': {
    Resources: {
      Key: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: {}, Tags: [{ Key: 'Phase', Value: 'shared' }] } },
    },
  },
};
