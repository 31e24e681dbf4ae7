/** Times and limits of the repair function, which alone acts on the requests of instances. */
export const repairTiming = {
  /** Between two requests of an instance that stays sick. */
  repeatSeconds: 300,
  /** A request that arrives later than this says nothing about now. */
  staleSeconds: 900,
  /** Every instance that was unhealthy within this time counts against the cell, replaced or not: a fault that moves on to the replacement is not a fault of one instance. */
  breakerSeconds: 3600,
  /** Least time between two changes of one group. */
  betweenChangesSeconds: 60,
  evidenceDays: 90,
} as const;

/**
 * How the repair function finds instances that Auto Scaling counts and the load balancer does not: their agent, container
 * runtime or disk is dead, so that they cannot ask for a repair themselves.
 */
export const lostInstances = {
  /** Between two looks at every cell. */
  sweepSeconds: 300,
  /**
   * An instance of which no agent answers, or that stands in no target group, is lost after this time. Assumed: an agent is
   * started again within seconds. One that answers "not ready" may load its model anew, so it has the limit of a launch.
   */
  silentSeconds: 600,
} as const;

/** Limits above which the cause is not the instances but a bad driver, image or prompt. Repairs then stop. */
export const breaker = {
  /** Sick instances ÷ instances in service, sick ones included. */
  sickRatio: 0.2,
  /** In cells of up to this many instances the ratio says little, so one instance at a time may be sick. */
  smallCellInstances: 5,
  sickInSmallCell: 1,
} as const;

/** Attributes of the table that records sick instances: one item for each instance and one for each group. */
export const repairTable = {
  partitionKey: 'Subject',
  sortKey: 'Instance',
  expiresAt: 'ExpiresAt',
} as const;
