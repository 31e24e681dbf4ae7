import type { Plan } from '../../plan/plan';
import type { ComparedBars } from './compared-bars';

/** A thousand requests hosted as planned and bought inside the jurisdiction, against hosting at full load; empty where nothing is sold there. */
export function requestCostBars({ workloads }: Pick<Plan, 'workloads'>): ComparedBars[] {
  const rows = workloads.flatMap(({ name, cost, hostOrBuy }) => {
    const bought = hostOrBuy?.inside[0];
    return hostOrBuy === undefined || bought === undefined
      ? []
      : [
          {
            name: [name],
            values: [cost.usdPerRequest.value * 1000, bought.usdPerRequest.value * 1000] as const,
            limit: hostOrBuy.hostedAtFullLoadUsdPerRequest.value * 1000,
          },
        ];
  });
  return rows.length === 0
    ? []
    : [
        {
          title: 'A thousand requests, hosted or bought, USD',
          axis: 'USD for a thousand requests',
          format: 'usd',
          bars: ['hosted as planned', 'bought'],
          limit: 'hosted, every replica busy',
          rows,
        },
      ];
}
