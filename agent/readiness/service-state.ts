/** Where the agent is with its instance. */
export type ServiceState = 'booting' | 'serving' | 'draining';

/** 200 while traffic may come: the instance serves, and one of its replicas at least makes progress. */
export const readinessStatus = (state: ServiceState, replicasReady: number): 200 | 503 =>
  state === 'serving' && replicasReady > 0 ? 200 : 503;
