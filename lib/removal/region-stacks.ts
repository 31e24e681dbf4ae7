import { stackNames } from '../contract/names';

/** The stacks of a region, each before those that it needs: alarms watch what serves, which runs in the network. */
export const regionStacks = (fleet: string, region: string): string[] => [
  stackNames.operations(fleet, region),
  stackNames.serving(fleet, region),
  stackNames.artifacts(fleet, region),
  stackNames.network(fleet, region),
];
