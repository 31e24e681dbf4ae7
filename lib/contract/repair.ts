/** How an instance says that it is sick, and what is kept about it. The repair function alone acts on it. */
export const agentEventSource = 'polyregion.agent';

/** Detail type of {@link RepairRequest}. */
export const repairRequested = 'Repair Requested';

/** A fault of the hardware, or an engine that hangs again after it was restarted in place. */
export const repairReasons = ['gpu-fault', 'engine-hang'] as const;

export type RepairReason = (typeof repairReasons)[number];

/**
 * Detail of the event, which carries the time at which EventBridge took it. The agent sends it once it has given up on the
 * instance, and again every {@link repairTiming}`.repeatSeconds` while that lasts: no request is ever queued for later.
 */
export interface RepairRequest {
  readonly fleet: string;
  readonly model: string;
  readonly instanceId: string;
  readonly reason: RepairReason;
  /** NVIDIA's error numbers, in the order in which they were seen; empty for a hang. */
  readonly xidCodes: readonly number[];
  /**
   * Lines that the agent itself writes from the kernel log and its counters, never one of the engine: no prompt can be in
   * them. Cut at {@link evidenceCharacters}.
   */
  readonly evidence: string;
}

export const evidenceCharacters = 2000;

export const repairTiming = {
  /** Between two requests of an instance that stays sick. */
  repeatSeconds: 300,
  /** A request that arrives later than this says nothing about now. */
  staleSeconds: 900,
  /** Whoever was sick within it counts against the cell, replaced or not: a fault that moves on to the replacement is no fault of an instance. */
  breakerSeconds: 3600,
  /** Least time between two changes of one group. */
  betweenChangesSeconds: 60,
  evidenceDays: 90,
} as const;

/** When so many of a cell are sick that not the instances are: a bad driver, image or prompt. */
export const breaker = {
  /** Of the instances in service, sick ones included. */
  sickRatio: 0.2,
  /** In cells of up to so many instances the ratio means nothing; there, one at a time. */
  smallCellInstances: 5,
  sickInSmallCell: 1,
} as const;

/** Attributes of the table that remembers who was sick: one item for each instance, and one for each group. */
export const repairTable = {
  partitionKey: 'Subject',
  sortKey: 'Instance',
  expiresAt: 'ExpiresAt',
} as const;
