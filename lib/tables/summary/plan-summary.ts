import type { PricedPlan } from '../../budgets/priced-plan';
import type { Table } from '../table';
import { cellSummary } from './cell-summary';
import { phaseSummary } from './phase-summary';
import { workloadSummary } from './workload-summary';

/** The plan on one screen: what is promised, what it takes, what it costs. */
export const planSummary = (plan: PricedPlan): Table[] => [
  workloadSummary(plan),
  cellSummary(plan),
  phaseSummary(plan),
];
