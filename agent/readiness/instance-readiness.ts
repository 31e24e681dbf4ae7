/** What the agent is doing with its instance. */
export type Phase = 'booting' | 'serving' | 'draining';

/** 200 while traffic may come: the instance serves, and one of its replicas at least makes progress. */
export const readinessStatus = (phase: Phase, replicasReady: number): 200 | 503 =>
  phase === 'serving' && replicasReady > 0 ? 200 : 503;
