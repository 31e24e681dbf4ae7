import type { Fleet } from '../fleet/fleet';
import type { Measurements } from '../fleet/measurements';
import { withMeasurements } from '../fleet/with-measurements';
import { type ColdStartDrift, coldStartDrift } from './cold-start-drift';
import type { Plan } from './plan';
import { type ThroughputDrift, throughputDrift } from './throughput-drift';
import { type TokenDrift, tokenDrift } from './token-drift';

/** What was measured just now beside what a plan without any measurement expects. */
export interface Calibration {
  readonly coldStarts: readonly ColdStartDrift[];
  readonly throughput: readonly ThroughputDrift[];
  readonly tokens: readonly TokenDrift[];
}

export const calibration = (
  unmeasured: { readonly fleet: Fleet; readonly plan: Plan },
  { newer, merged }: { readonly newer: Measurements; readonly merged: Measurements },
): Calibration => ({
  coldStarts: coldStartDrift(unmeasured.plan, newer),
  // Whether a point counts depends on the lengths that the plan will use.
  throughput: throughputDrift(withMeasurements(unmeasured.fleet, merged), newer),
  tokens: tokenDrift(unmeasured.fleet, newer),
});
