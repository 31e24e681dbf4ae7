import type { Figure } from '../figures/figure';
import type { Verdict } from '../plan/buying/host-or-buy';
import { searchedTimes } from '../plan/buying/hosting-wins-from';
import type { WorkloadPlan } from '../plan/plan';
import { bare } from '../tables/cells';
import { figureWords } from './figure-words';
import { showNumber } from './number-words';

/** By workload, the mean demand from which hosting is cheaper; undefined where none was found. */
export type WinningDemands = Readonly<Record<string, Figure | undefined>>;

/** A sentence for each workload that costs less to buy by the token inside its jurisdiction than to host as planned. */
export const buySentences = (workloads: readonly WorkloadPlan[], winning: WinningDemands): string[] =>
  workloads.flatMap((workload) => sentenceOf(workload, winning[workload.name]));

function sentenceOf({ name, cost, demand, hostOrBuy }: WorkloadPlan, winsFrom: Figure | undefined): string[] {
  const cheapest = hostOrBuy?.inside[0];
  if (hostOrBuy === undefined || cheapest === undefined) {
    return [];
  }
  const when = whenHostingWins(hostOrBuy.verdict, demand.meanRequestsPerSecond, winsFrom);
  const [hosted, bought] = [cost.usdPerRequest, cheapest.usdPerRequest].map((usd) => figureWords(bare(usd)).value);
  return when === undefined
    ? []
    : [`Buy ${name}: ${bought} USD a request at ${cheapest.provider}, ${hosted} hosted; ${when}.`];
}

function whenHostingWins({ kind }: Verdict, mean: Figure, winsFrom: Figure | undefined): string | undefined {
  switch (kind) {
    case 'host':
    case 'not-sold-inside':
      return undefined;
    case 'buy':
      return 'buying wins even at full load';
    case 'buy-now':
      return winsFrom === undefined
        ? `hosting does not win up to ${searchedTimes} × this traffic`
        : `hosting wins from ${showNumber(Number(winsFrom.value.toPrecision(2)))} requests/s (${showNumber(mean.value)} now)`;
    default:
      return kind satisfies never;
  }
}
