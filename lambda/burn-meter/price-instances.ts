import { offering } from '../../lib/catalogue/prices';
import { phaseTagValues, untaggedPhase } from '../../lib/contract/phases';

/** A running GPU instance, as far as money is concerned. */
export interface RunningInstance {
  readonly instanceType: string;
  /** Value of its phase tag; undefined when it has none. */
  readonly phase: string | undefined;
}

export interface BurnRate {
  /** USD per hour, to the cent, of every phase, zeros included, and of what carries no known phase tag. */
  readonly usdPerHourByPhase: ReadonlyMap<string, number>;
  /** Types of running instances without a price, one entry an instance. */
  readonly unpriced: readonly string[];
}

/** Negotiated prices of one region, USD per hour, by instance type. They win over list prices. */
export type NegotiatedPrices = Readonly<Record<string, number>>;

/**
 * Prices what runs now at on-demand prices. Spot and reserved instances cost less: the estimate is an upper bound, never
 * a guess, so an instance type without a price is counted and not priced.
 */
export function priceInstances(
  instances: readonly RunningInstance[],
  region: string,
  negotiated: NegotiatedPrices,
): BurnRate {
  const usdPerHourByPhase = new Map<string, number>([...phaseTagValues, untaggedPhase].map((phase) => [phase, 0]));
  const unpriced: string[] = [];
  for (const { instanceType, phase } of instances) {
    const usd = negotiated[instanceType] ?? offering(instanceType, region)?.onDemandUsdPerHour;
    if (usd === undefined) {
      unpriced.push(instanceType);
      continue;
    }
    const counted = phase !== undefined && usdPerHourByPhase.has(phase) ? phase : untaggedPhase;
    usdPerHourByPhase.set(counted, (usdPerHourByPhase.get(counted) ?? 0) + usd);
  }
  const inCents = [...usdPerHourByPhase].map(([phase, usd]): [string, number] => [phase, Math.round(usd * 100) / 100]);
  return { usdPerHourByPhase: new Map(inCents), unpriced };
}
