import { stackNames } from '../contract/names';

/** The stacks of a region in the order of deletion: each stands before the stacks that it depends on. */
export const regionStacks = (fleet: string, region: string): string[] => [
  stackNames.operations(fleet, region),
  stackNames.serving(fleet, region),
  stackNames.artifacts(fleet, region),
  stackNames.network(fleet, region),
];
