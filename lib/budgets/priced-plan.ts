import { fleetOverhead, type Overhead } from '../overhead/fleet-overhead';
import { linkFigures } from '../plan/link-figures';
import type { Plan } from '../plan/plan';
import { type Budget, budgets } from './budgets';

/** A plan, and beside it what the fleet costs besides GPU instances and where its budgets notify: every number that a person or a program is shown. */
export type PricedPlan = Plan & Overhead & { readonly budgets: readonly Budget[] };

/** The figures of overhead and budgets name those of the plan that they follow from by their path, for example `cells[0].minInstances`. */
export const pricedPlan = (plan: Plan): PricedPlan =>
  linkFigures({ ...plan, ...fleetOverhead(plan), budgets: budgets(plan) });
