import type { PricedPlan } from '../../budgets/priced-plan';
import { sum } from '../../figures/arithmetic';
import { derived, type Figure } from '../../figures/figure';
import { allPhases } from '../../plan/holders/phase-costs';

/** What the fleet costs at worst, GPU instances and what is beside them: the high end, because the worst case has no range. */
export function atWorst({ phases, overheadUsdPerMonth }: Pick<PricedPlan, 'phases' | 'overheadUsdPerMonth'>): Figure {
  const total = sum('USD/month', [allPhases(phases).worstCaseUsdPerMonth, overheadUsdPerMonth]);
  return derived(total.high ?? total.value, total.unit, `${total.source}, at the high end`, { from: [total] });
}
