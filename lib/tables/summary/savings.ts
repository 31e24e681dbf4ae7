import { sum } from '../../figures/arithmetic';
import { derived, type Figure, show } from '../../figures/figure';
import { hoursPerMonth, secondsPerMonth } from '../../figures/hours';
import type { Plan, WorkloadPlan } from '../../plan/plan';
import { commitments } from '../../plan/prices/commitments';
import { about, figures, words } from '../cells';
import type { Table } from '../table';

type Priced = Pick<Plan, 'cells' | 'cellCosts' | 'workloads'>;

/** What would cost less with the same promises: another way to buy what always runs, or requests bought by the token. */
export const savingsTable = (plan: Priced): Table => ({
  title: 'What would cost less with the same promises, USD a month',
  columns: [words('change'), figures('saves about'), words('what it commits to')],
  rows: [
    ...reservedRows(plan),
    ...plan.workloads.flatMap((workload) =>
      boughtSaving(workload).map(({ where, usd }) => [
        `buy ${workload.name} by the token at ${where}`,
        about(usd),
        'nothing; limits of requests are the provider’s, and no instance is held',
      ]),
    ),
  ],
});

function reservedRows({ cells, cellCosts }: Priced) {
  const each = cells.flatMap(({ minInstances, region }, index): Figure[] => {
    const price = cellCosts[index]?.prices[0];
    const reserved = price && commitments(price.instanceType, region).reservedOneYear;
    return price === undefined || reserved === undefined || reserved.value >= price.usdPerHour.value
      ? []
      : [
          derived(
            minInstances.value * (price.usdPerHour.value - reserved.value) * hoursPerMonth,
            'USD/month',
            `${minInstances.value} × ${price.instanceType} in ${region} × (${price.usdPerHour.value} − ${reserved.value}) USD/h × ${hoursPerMonth} h`,
            { from: [minInstances, price.usdPerHour, reserved] },
          ),
        ];
  });
  const saved = each.filter(({ value }) => value > 0);
  return saved.length === 0
    ? []
    : [
        [
          'reserve the instances that always run, where a price is listed',
          about(sum('USD/month', saved)),
          'one year, nothing upfront: paid for whether used or not',
        ],
      ];
}

/** At the mean demand; nothing where hosting is cheaper, or where no provider sells the model inside the jurisdiction. */
function boughtSaving({ cost, demand, hostOrBuy }: WorkloadPlan): { readonly where: string; readonly usd: Figure }[] {
  const offer = hostOrBuy?.inside[0];
  if (offer === undefined || offer.usdPerRequest.value >= cost.usdPerRequest.value) {
    return [];
  }
  const [hosted, bought, mean] = [cost.usdPerRequest, offer.usdPerRequest, demand.meanRequestsPerSecond];
  const usd = derived(
    (hosted.value - bought.value) * mean.value * secondsPerMonth,
    'USD/month',
    `(${show(hosted.value)} − ${show(bought.value)}) USD/request × ${show(mean.value)} requests/s × ${secondsPerMonth} s`,
    { from: [hosted, bought, mean] },
  );
  return [{ where: offer.provider, usd }];
}
