/** What a gateway knows of a cell that could take a request. */
export interface TierLoad {
  /** Requests that its engines run at once. */
  readonly slots: number;
  readonly inFlight: number;
}

/** Whether a region takes what another region sends: on free slots alone, so that its own users never wait for it. */
export const lends = ({ slots, inFlight }: TierLoad): boolean => inFlight < slots;

/**
 * Index of the tier that a request is sent to first: the first with a free slot. Where all are full it is the first one,
 * whose engines have queues and refuse at once what exceeds them.
 *
 * @param tiers the own cell, then the siblings of the jurisdiction by round trip
 */
export const chooseTier = (tiers: readonly TierLoad[]): number => Math.max(0, tiers.findIndex(lends));
