import { deployedPart } from '../plan/deployed-part';
import type { Plan } from '../plan/plan';

/** Why AWS services that act in the account need a role of their own there. */
export const whatServicesDo = {
  autoscaling: 'launches instances and encrypts their volumes',
  elasticloadbalancing: 'attaches load balancers to the network',
  spot: 'requests spot instances',
} as const;

export type LinkedService = keyof typeof whatServicesDo;

/** The services whose roles a fleet needs. */
export const linkedServices = (plan: Plan): LinkedService[] => {
  const usesSpot = deployedPart(plan).cells.some(({ pools }) => pools.some(({ purchase }) => purchase === 'spot'));
  return ['autoscaling', 'elasticloadbalancing', ...(usesSpot ? (['spot'] as const) : [])];
};
