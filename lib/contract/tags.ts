/** Tag keys on every resource. Budgets filter on {@link tagKeys.phase}, so finance must activate it as a cost allocation tag. */
export const tagKeys = {
  fleet: 'Fleet',
  phase: 'Phase',
  owner: 'Owner',
} as const;

/** Tag keys of a NAT gateway: the reason for the way to the internet, and its owner. */
export const internetTagKeys = {
  reason: 'InternetReason',
  owner: 'InternetOwner',
} as const;
