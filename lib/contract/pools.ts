/** The pools of a cell: one Auto Scaling group for each way in which instances are bought. */
export const poolNames = ['baseline', 'overflow', 'capacity-block'] as const;

export type PoolName = (typeof poolNames)[number];

/** How an instance is paid for. */
export type Purchase = 'on-demand' | 'spot' | 'prepaid';

/** Every pool buys in one way only, because spot never falls back to on-demand inside one group. */
export const poolPurchases = {
  baseline: 'on-demand',
  overflow: 'spot',
  'capacity-block': 'prepaid',
} as const satisfies Record<PoolName, Purchase>;
