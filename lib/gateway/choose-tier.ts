/** What a gateway knows of a tier when it chooses. */
export interface TierLoad {
  /** Requests that this gateway may have in flight there; undefined where nothing limits them. */
  readonly slots: number | undefined;
  /** Requests that this gateway has in flight there. */
  readonly inFlight: number;
}

const isFree = ({ slots, inFlight }: TierLoad): boolean => slots === undefined || inFlight < slots;

/**
 * Index of the tier that a request is sent to first: the first tier with a free slot. If all are full, it is tier 0: its
 * engines have queues, and refuse at once what exceeds these.
 */
export const chooseTier = (tiers: readonly TierLoad[]): number => Math.max(0, tiers.findIndex(isFree));

/** Whether a region takes a request that another region sends: on free slots alone, so that its own users never wait for it. */
export const lends = isFree;

/**
 * The order in which the tiers are asked, from the chosen one on. If the own cell comes first, it is asked twice in a row,
 * because another of its instances may have room. The tiers before the chosen one were full; they are asked last.
 */
export function attemptOrder(tiers: number, first: number): number[] {
  const order = Array.from({ length: tiers }, (_, index) => (first + index) % tiers);
  return first === 0 ? [0, ...order] : order;
}

/**
 * Slots that one of several gateways may fill. It is rounded up, so that no slot stays empty; engines refuse what is too much.
 *
 * @param instances ready instances of the cell
 */
export const gatewaySlots = (slotsPerInstance: number, instances: number, gateways: number): number =>
  Math.ceil((slotsPerInstance * instances) / Math.max(1, gateways));
