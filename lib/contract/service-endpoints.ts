/** AWS services that GPU instances reach: image layers, reports of faults, their own target groups, the key of cache salts, metrics, lifecycle hooks, shell sessions. Weights come through S3. */
export const interfaceServices = {
  Autoscaling: 'autoscaling',
  EcrApi: 'ecr.api',
  EcrDocker: 'ecr.dkr',
  ElasticLoadBalancing: 'elasticloadbalancing',
  Events: 'events',
  Monitoring: 'monitoring',
  SecretsManager: 'secretsmanager',
  Ssm: 'ssm',
  SsmMessages: 'ssmmessages',
} as const;

/** What gateways reach besides: the addresses of the instances. */
const gatewayServices = { Ec2: 'ec2' } as const;

/** By the id of its endpoint, every service that has one in a region. */
export const interfaceServicesOf = (hasGateways: boolean): Readonly<Record<string, string>> =>
  hasGateways ? { ...interfaceServices, ...gatewayServices } : interfaceServices;
