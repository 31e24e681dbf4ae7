/** Tag keys on every resource. Budgets filter on {@link tagKeys.phase}, so finance must activate it as a cost allocation tag. */
export const tagKeys = {
  fleet: 'Fleet',
  phase: 'Phase',
  owner: 'Owner',
} as const;
