/** Whether the replacement of an instance answers before the instance goes, which needs capacity beside the group, or after. */
export const replacementOrders = ['launch-first', 'terminate-first'] as const;

export type ReplacementOrder = (typeof replacementOrders)[number];
