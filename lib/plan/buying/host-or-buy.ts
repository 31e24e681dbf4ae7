import type { ApiTier } from '../../catalogue/api-prices';
import { soldModelName } from '../../catalogue/sold-models';
import { derived, type Figure, show } from '../../figures/figure';
import type { Workload } from '../../fleet/fleet';
import type { UnitCost } from '../cost/unit-cost';
import type { DemandPlan } from '../traffic/demand';
import { type Offer, offersElsewhere, offersInside } from './offer';

/** A request of a workload hosted by the fleet, beside the same request bought from a managed API. */
export interface HostOrBuy {
  /** What the fleet pays for a request with every replica busy all month. */
  readonly hostedAtFullLoadUsdPerRequest: Figure;
  /** Amazon Bedrock inside the jurisdiction of the workload, cheapest first. */
  readonly inside: readonly Offer[];
  /** The two cheapest of other providers, which do not say where they compute. */
  readonly elsewhere: readonly Offer[];
  readonly verdict: Verdict;
}

/** Decided by the cheapest offer inside the jurisdiction. Staff, egress and what surrounds the GPUs are on neither side. */
export type Verdict =
  | { readonly kind: 'host' }
  | {
      /** Buying is cheaper at this traffic. */
      readonly kind: 'buy-now';
      /** Share of the planned instances' full load from which hosting is cheaper. */
      readonly breakEvenUtilisation: Figure;
    }
  /** Hosting on the first type costs more than buying even with every replica busy. */
  | { readonly kind: 'buy' }
  /** No list price inside the jurisdiction was read. */
  | { readonly kind: 'not-sold-inside' };

const tiers: Readonly<Record<Workload['shape'], ApiTier>> = {
  'realtime-assistant': 'on-demand',
  'retrieval-analytics': 'on-demand',
  'batch-inference': 'batch',
};

/** Undefined where the price tables do not list the model. */
export function hostOrBuy(
  { shape, jurisdiction }: Pick<Workload, 'shape' | 'jurisdiction'>,
  weights: string,
  regions: readonly string[],
  demand: DemandPlan,
  cost: UnitCost,
): HostOrBuy | undefined {
  const model = soldModelName(weights);
  if (model === undefined) {
    return undefined;
  }
  const tokens = { input: demand.meanInputTokens, output: demand.meanOutputTokens };
  const tier = tiers[shape];
  const inside = offersInside(model, tier, { name: jurisdiction, regions }, tokens);
  const atFullLoad = fullLoadCost(demand, cost);
  return {
    hostedAtFullLoadUsdPerRequest: atFullLoad,
    inside,
    elsewhere: offersElsewhere(model, tier, tokens).slice(0, 2),
    verdict: verdictOf(inside[0], cost, atFullLoad),
  };
}

function fullLoadCost(
  { meanOutputTokens }: DemandPlan,
  { usdPerMillionOutputTokensAtFullLoad: usd }: UnitCost,
): Figure {
  return derived(
    (usd.value * meanOutputTokens.value) / 1e6,
    'USD/request',
    `${show(usd.value)} USD for 10⁶ output tokens × ${show(meanOutputTokens.value)} output tokens`,
    { from: [usd, meanOutputTokens] },
  );
}

function verdictOf(cheapest: Offer | undefined, cost: UnitCost, atFullLoad: Figure): Verdict {
  if (cheapest === undefined) {
    return { kind: 'not-sold-inside' };
  }
  const bought = cheapest.usdPerRequest;
  const hosted = cost.usdPerRequest;
  if (hosted.value <= bought.value) {
    return { kind: 'host' };
  }
  if (atFullLoad.value >= bought.value) {
    return { kind: 'buy' };
  }
  return {
    kind: 'buy-now',
    breakEvenUtilisation: derived(
      atFullLoad.value / bought.value,
      'ratio',
      `${show(atFullLoad.value)} USD a request at full load ÷ ${show(bought.value)} USD bought`,
      { from: [atFullLoad, bought] },
    ),
  };
}
