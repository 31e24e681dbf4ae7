import type { PoolName } from '../../contract/pools';
import type { Fleet } from '../../fleet/fleet';
import type { MeasuredSeconds } from '../../fleet/measured-seconds';
import type { Measurements } from '../../fleet/measurements';
import { withMeasurements } from '../../fleet/with-measurements';
import type { StartingWorkload } from '../capacity/expected-cold-start';
import { type ColdStartDrift, coldStartDrift } from './cold-start-drift';
import { type ThroughputDrift, throughputDrift } from './throughput-drift';
import { type TokenDrift, tokenDrift } from './token-drift';

/** The whole cold start of one instance type in one region, as one pool buys it. */
export interface RegionalColdStart {
  readonly region: string;
  readonly model: string;
  readonly instanceType: string;
  readonly pool: PoolName;
  readonly measured: MeasuredSeconds;
}

/** What was measured just now beside what a plan without any measurement expects. */
export interface Calibration {
  readonly places: readonly RegionalColdStart[];
  readonly coldStarts: readonly ColdStartDrift[];
  readonly throughput: readonly ThroughputDrift[];
  readonly tokens: readonly TokenDrift[];
}

export const calibration = (
  unmeasured: { readonly fleet: Fleet; readonly plan: { readonly workloads: readonly StartingWorkload[] } },
  measured: {
    readonly newer: Measurements;
    readonly merged: Measurements;
    readonly places: readonly RegionalColdStart[];
  },
): Calibration => ({
  places: measured.places,
  coldStarts: coldStartDrift(unmeasured.plan, measured.newer),
  // Whether a point counts depends on the lengths that the plan will use.
  throughput: throughputDrift(withMeasurements(unmeasured.fleet, measured.merged), measured.newer),
  tokens: tokenDrift(unmeasured.fleet, measured.newer),
});
