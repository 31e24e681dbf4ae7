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
