export interface ServingReplica {
  readonly port: number;
  readonly ready: boolean;
  /** Requests that were handed to it and have not ended. */
  readonly outstanding: number;
}

/** The ready replica with the fewest requests in flight, or undefined where none is ready. */
export const chooseReplica = <T extends ServingReplica>(replicas: readonly T[]): T | undefined =>
  replicas
    .filter(({ ready }) => ready)
    .reduce<T | undefined>((least, next) => (least && least.outstanding <= next.outstanding ? least : next), undefined);
