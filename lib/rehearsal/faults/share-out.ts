import type { TierLoad } from '../../gateway/choose-tier';

/** Requests a second from the clients of one workload at the gateways of one region. */
export interface Flow {
  readonly workload: number;
  /** Index of the cell of the region that they came to. */
  readonly entry: number;
  readonly perSecond: number;
}

/** Where a part of a flow went. */
export interface Sent extends Flow {
  readonly cell: number;
  readonly crossings: number;
  /** Beyond the slots, into the queue of the engines. */
  readonly isQueued: boolean;
}

export interface SharedOut {
  readonly sent: readonly Sent[];
  readonly refused: readonly Flow[];
}

/** A cell that requests can be sent to, filled while flows are shared out. */
export interface OpenCell {
  /** As gateways count them. */
  readonly slots: number;
  /** Slots of the instances that serve. */
  readonly readySlots: number;
  /** Requests running and waiting that its engines take. */
  readonly limit: number;
  inFlight: number;
}

/** The parts of the design that decide where requests go. */
export interface Routing {
  /** Cells that may answer a flow of a workload from an entry, the own first, then by round trip. */
  readonly tiers: (workload: number, entry: number) => readonly number[];
  readonly chooseTier: (tiers: readonly TierLoad[]) => number;
  /** How often a request may cross from one region to another. */
  readonly mostCrossings: number;
}

/** Amounts below this are rounding. Requests a second. */
const nothing = 1e-9;

/**
 * Shares one second's flows out over the cells: every region's own users first, then what is left over to siblings.
 *
 * @param seen what gateways knew of each cell a moment ago; a sibling that has become full meanwhile refuses
 */
export function shareOut(
  flows: readonly Flow[],
  cells: readonly OpenCell[],
  seen: readonly TierLoad[],
  routing: Routing,
): SharedOut {
  const sent: Sent[] = [];
  const refused: Flow[] = [];
  const put = (flow: Flow, cell: number, crossings: number, limit: number): number => {
    const open = cells[cell] as OpenCell;
    const amount = Math.max(0, Math.min(flow.perSecond, limit - open.inFlight));
    if (amount > nothing) {
      open.inFlight += amount;
      sent.push({ ...flow, perSecond: amount, cell, crossings, isQueued: open.inFlight > open.readySlots + nothing });
    }
    return flow.perSecond - amount;
  };
  const spill = (flow: Flow, from: number, crossings: number): number => {
    let left = flow.perSecond;
    const asked = new Set<number>();
    const others = routing.tiers(flow.workload, from);
    while (left > nothing && crossings < routing.mostCrossings) {
      const open = others.map((cell) => (cell === from || asked.has(cell) ? full : (seen[cell] as TierLoad)));
      const tier = routing.chooseTier(open);
      const cell = others[tier];
      if (cell === undefined || open[tier] === full) {
        break;
      }
      asked.add(cell);
      const { slots, limit } = cells[cell] as OpenCell;
      left = put({ ...flow, perSecond: left }, cell, crossings + 1, Math.min(slots, limit));
      if (left > nothing) {
        left = spill({ ...flow, perSecond: left }, cell, crossings + 1);
      }
    }
    return left;
  };
  const rest = flows.map((flow) => {
    const { slots, limit } = cells[flow.entry] as OpenCell;
    return { ...flow, perSecond: put(flow, flow.entry, 0, Math.min(slots, limit)) };
  });
  for (const flow of rest) {
    const queued = { ...flow, perSecond: spill(flow, flow.entry, 0) };
    const left = put(queued, flow.entry, 0, (cells[flow.entry] as OpenCell).limit);
    if (left > nothing) {
      refused.push({ ...flow, perSecond: left });
    }
  }
  return { sent, refused };
}

const full: TierLoad = { slots: 0, inFlight: 0 };
