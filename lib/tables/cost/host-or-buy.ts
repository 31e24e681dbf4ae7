import type { Offer } from '../../plan/buying/offer';
import type { Plan, WorkloadPlan } from '../../plan/plan';
import { bare, figures, price, share, words } from '../cells';
import type { Cell, Table } from '../table';

/** A request that the fleet hosts beside the same request bought by the token. */
export const hostOrBuyTable = ({ workloads }: Pick<Plan, 'workloads'>): Table => ({
  title: 'Host or buy: a request of mean length',
  columns: [
    words('workload'),
    words('way'),
    words('where'),
    figures('10⁶ input tokens', 'USD'),
    figures('10⁶ output tokens', 'USD'),
    figures('a request', 'USD'),
    figures('hosting is cheaper from a load of'),
  ],
  rows: workloads.flatMap(rowsOf),
  notes: [
    'Other providers than Amazon Bedrock do not say where they compute, so they stand here for their price only.',
    'GPU instances alone are compared: staff, transfer and what costs besides GPUs are on neither side. Prices of cached input tokens and provisioned throughput are not compared.',
  ],
});

function rowsOf({ name, regions, cost, hostOrBuy }: WorkloadPlan): Cell[][] {
  if (hostOrBuy === undefined) {
    return [];
  }
  const { hostedAtFullLoadUsdPerRequest, inside, elsewhere, verdict } = hostOrBuy;
  const [cheapest, ...others] = inside;
  return [
    [name, 'hosted, as planned', regions.join(', '), '', '', bare(cost.usdPerRequest), ''],
    [name, 'hosted, every replica busy', regions.join(', '), '', '', bare(hostedAtFullLoadUsdPerRequest), ''],
    ...(cheapest === undefined
      ? []
      : [
          [
            ...offerCells(name, cheapest),
            verdict.kind === 'buy-now' ? share(verdict.breakEvenUtilisation) : loadWords[verdict.kind],
          ],
        ]),
    ...[...others, ...elsewhere].map((offer) => [...offerCells(name, offer), '']),
  ];
}

const loadWords = { host: 'it is already', buy: 'none on this type', 'not-sold-inside': '' } as const;

const offerCells = (workload: string, offer: Offer): Cell[] => [
  workload,
  `${offer.provider}, ${offer.tier}`,
  offer.where ?? 'not said',
  price(offer.usdPerMillionInputTokens),
  price(offer.usdPerMillionOutputTokens),
  bare(offer.usdPerRequest),
];
