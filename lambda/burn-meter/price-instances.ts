import { phaseTagValues, untaggedPhase } from '../../lib/contract/phases';
import { type NegotiatedPrices, type Priced, priceOf } from './price-of';

export interface BurnRate {
  /** USD per hour, to the cent, of every phase, zeros included, and of what carries no known phase tag. */
  readonly usdPerHourByPhase: ReadonlyMap<string, number>;
  /** What has no price, or only a price that it exceeds: one entry an instance. */
  readonly unpriced: readonly string[];
}

/** What is paid for by the hour now: a running instance, or a place in a reservation that no instance takes. */
export interface PaidInstance extends Priced {
  /** Value of its phase tag; undefined when it has none. */
  readonly phase: string | undefined;
}

/** Prices what is paid for now. What has no price is counted and not priced. */
export function priceInstances(
  instances: readonly PaidInstance[],
  region: string,
  negotiated: NegotiatedPrices,
): BurnRate {
  const usdPerHourByPhase = new Map<string, number>([...phaseTagValues, untaggedPhase].map((phase) => [phase, 0]));
  const unpriced: string[] = [];
  for (const instance of instances) {
    const { usdPerHour, isTooLow } = priceOf(instance, region, negotiated);
    if (isTooLow) {
      unpriced.push(nameOf(instance));
    }
    const { phase } = instance;
    const counted = phase !== undefined && usdPerHourByPhase.has(phase) ? phase : untaggedPhase;
    usdPerHourByPhase.set(counted, (usdPerHourByPhase.get(counted) ?? 0) + usdPerHour);
  }
  const inCents = [...usdPerHourByPhase].map(([phase, usd]): [string, number] => [phase, Math.round(usd * 100) / 100]);
  return { usdPerHourByPhase: new Map(inCents), unpriced };
}

const nameOf = ({ instanceType, surcharge }: PaidInstance): string =>
  surcharge === undefined ? instanceType : `${instanceType} (${surcharge})`;
