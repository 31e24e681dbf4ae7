/** AWS services that GPU instances reach: image layers, reports of faults, logs, metrics, lifecycle hooks, shell sessions. Weights come through S3. */
export const interfaceServices = {
  Autoscaling: 'autoscaling',
  EcrApi: 'ecr.api',
  EcrDocker: 'ecr.dkr',
  Events: 'events',
  Logs: 'logs',
  Monitoring: 'monitoring',
  Ssm: 'ssm',
  SsmMessages: 'ssmmessages',
} as const;
