export interface ServingReplica {
  readonly port: number;
  readonly ready: boolean;
  /** It may hang: it is not known yet, and it gets nothing new while another one is left. */
  readonly suspect: boolean;
  /** Requests that were handed to it and have not ended. */
  readonly outstanding: number;
}

/** The ready replica with the fewest requests in flight, one that moves before one that may not; undefined where none is ready. */
export function chooseReplica<T extends ServingReplica>(replicas: readonly T[]): T | undefined {
  const ready = replicas.filter((replica) => replica.ready);
  const moving = ready.filter(({ suspect }) => !suspect);
  return (moving.length > 0 ? moving : ready).reduce<T | undefined>(
    (least, next) => (least && least.outstanding <= next.outstanding ? least : next),
    undefined,
  );
}
