import type { Plan } from '../../plan/plan';
import type { ComparedBars } from './compared-bars';

/** Expected cost and worst case of every phase, against its budget. */
export const costBars = ({ phases, gatewayGroups }: Pick<Plan, 'phases' | 'gatewayGroups'>): ComparedBars => ({
  title: `${gatewayGroups === undefined ? 'GPU instances' : 'GPU instances and gateways'} by phase, USD a month`,
  axis: 'USD a month',
  format: 'usd',
  bars: ['expected', 'worst case'],
  limit: 'budget',
  rows: phases.map(({ phase, expectedUsdPerMonth, worstCaseUsdPerMonth, budgetUsdPerMonth }) => ({
    name: [phase],
    values: [expectedUsdPerMonth.value, worstCaseUsdPerMonth.value],
    ...(budgetUsdPerMonth === undefined ? {} : { limit: budgetUsdPerMonth.value }),
  })),
});
