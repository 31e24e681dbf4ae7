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
