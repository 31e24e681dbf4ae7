import { drillTimes } from './drill-assumptions';
import type { DrilledGroup, DrilledInstance } from './drilled-group';

/** The target with the fewest requests outstanding among those that a load balancer sends to; it knows late of a loss. */
export function balancedTarget(group: DrilledGroup, now: number): DrilledInstance | undefined {
  const knowsUntil = now - drillTimes.balancerSeesSeconds.value;
  return leastOutstanding(
    group,
    group.instances.filter(({ state, since }) => state === 'serving' || (state === 'lost' && since > knowsUntil)),
    now,
  );
}

/** The same among those that gateways send to. */
export const gatewayTarget = (group: DrilledGroup, now: number): DrilledInstance | undefined =>
  leastOutstanding(group, knownToGateways(group, now), now);

/** Instances that gateways take for ready. */
export const knownToGateways = (group: DrilledGroup, now: number): DrilledInstance[] =>
  group.instances.filter(
    ({ state, seenByGateways }) => state === 'serving' || (state === 'lost' && now < seenByGateways),
  );

function leastOutstanding(
  group: DrilledGroup,
  targets: readonly DrilledInstance[],
  now: number,
): DrilledInstance | undefined {
  let best: DrilledInstance | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const target of targets) {
    const outstanding = group.inFlight(target) + hanging(target, now);
    if (outstanding < least) {
      [best, least] = [target, outstanding];
    }
  }
  return best;
}

function hanging({ hanging: until }: DrilledInstance, now: number): number {
  while (until.length > 0 && (until[0] as number) <= now) {
    until.shift();
  }
  return until.length;
}
