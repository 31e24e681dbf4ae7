/** Ports and paths on every GPU instance. */
export const ports = {
  /** One serving port in front of all replicas of the instance. */
  serving: 8080,
  /** The agent's own port: readiness only, no customer data. */
  readiness: 8081,
  /** Where clients and health checks reach the load balancer. */
  https: 443,
} as const;

export const paths = {
  /** 200 while a real completion has succeeded and tokens keep coming, 503 otherwise; no body, no authentication. */
  ready: '/ready',
} as const;
