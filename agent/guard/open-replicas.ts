/** What decides whether an engine gets new requests. */
export interface SteeredReplica {
  readonly ready: boolean;
  /** It may hang: it is not known yet, and it gets nothing new while another one is left. */
  readonly suspect: boolean;
}

/** The replicas that get new requests: all that are ready, without those that may hang while another one is left. */
export function openReplicas<T extends SteeredReplica>(replicas: readonly T[]): T[] {
  const ready = replicas.filter((replica) => replica.ready);
  const moving = ready.filter(({ suspect }) => !suspect);
  return moving.length > 0 ? moving : ready;
}
