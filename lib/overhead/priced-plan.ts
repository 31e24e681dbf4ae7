import { linkFigures } from '../plan/link-figures';
import type { Plan } from '../plan/plan';
import { fleetOverhead, type Overhead } from './fleet-overhead';

/** A plan, and beside it what the fleet costs besides GPU instances: every number that a person or a program is shown. */
export type PricedPlan = Plan & Overhead;

/** The figures of the overhead name those of the plan that they follow from by their path, for example `cells[0].minInstances`. */
export const pricedPlan = (plan: Plan): PricedPlan => linkFigures({ ...plan, ...fleetOverhead(plan) });
