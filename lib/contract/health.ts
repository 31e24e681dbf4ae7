/** How the load balancer asks an instance whether it is ready. */
export const targetHealth = {
  intervalSeconds: 10,
  timeoutSeconds: 5,
  /** Answers in a row until an instance gets traffic. */
  healthyCount: 2,
  /** Failures in a row until it gets none. */
  unhealthyCount: 3,
} as const;

/** How the checkers of Route 53 ask whether a region is ready. */
export const checkerProtocol: 'HTTP' | 'HTTPS' = 'HTTPS';

/** The alarm on which DNS of a private endpoint relies: every one of the last periods without a ready instance. */
export const readinessAlarm = {
  alertId: 'no-ready-instance',
  periodSeconds: 60,
  evaluationPeriods: 3,
} as const;
