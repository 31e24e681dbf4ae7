import { type Design, shippedDesign } from './design';
import { overlapping, type ScheduledFault } from './fault-schedule';
import type { FlowSetup } from './flow-setup';
import { FlowWorld } from './flow-world';
import type { Violation } from './violation';
import { InvariantWatch } from './watch-invariants';

/** How long a schedule is simulated, seconds. */
export const simulatedSeconds = 7200;

export interface FaultOutcome {
  readonly violations: readonly Violation[];
  readonly steps: number;
  readonly faults: number;
  readonly overlapping: number;
  /** Health checks of Route 53 that changed their mind. */
  readonly moves: number;
  /** Requests that came to a gateway, and those of them that were sent on or refused. */
  readonly requests: number;
  readonly spilled: number;
  readonly refused: number;
}

/** Lets a fleet live through a schedule of faults, and looks at the invariants after every second. */
export async function simulateFaults(
  setup: FlowSetup,
  faults: readonly ScheduledFault[],
  seed: number,
  design: Design = shippedDesign,
  seconds = simulatedSeconds,
): Promise<FaultOutcome> {
  const world = new FlowWorld(setup, faults, design, seed);
  const watch = new InvariantWatch(world);
  let [requests, spilled, refused] = [0, 0, 0];
  for (let second = 0; second < seconds; second += 1) {
    await world.step(second);
    watch.look(second);
    for (const { perSecond, crossings } of world.shared.sent) {
      requests += perSecond;
      spilled += crossings > 0 ? perSecond : 0;
    }
    for (const { perSecond } of world.shared.refused) {
      requests += perSecond;
      refused += perSecond;
    }
  }
  return {
    violations: watch.violations,
    steps: seconds,
    faults: faults.length,
    overlapping: overlapping(faults),
    moves: world.moves,
    requests,
    spilled,
    refused,
  };
}
