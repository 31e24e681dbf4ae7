import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Figure, stated } from '../../lib/figures/figure';
import { loadFleet } from '../../lib/fleet/load-fleet';
import { loadPins } from '../../lib/fleet/lock-file';
import { relatedFiles } from '../../lib/fleet/related-files';
import type { GatewayPlan, GatewayTier } from '../../lib/plan/gateway/gateway-plan';
import { makePlan } from '../../lib/plan/make-plan';
import type { FleetIdentity } from '../../lib/plan/plan';
import { settledFleet } from '../../lib/plan/settled-fleet';
import { projectRoot } from '../project-root';

/** Requests in flight at which one test engine is full. */
export const slotsOfEngine = 2;

const figure = (value: number, unit = 's'): Figure => stated(value, unit, 'sizes of this machine');

/** The address of every peer on this machine; another one of loopback is none. */
const loopback = '127.0.0.1/32';

export interface SmallPlans {
  readonly fleet: FleetIdentity;
  readonly here: GatewayPlan;
  readonly there: GatewayPlan;
}

/** The gateways of local/gateway/fleet.yaml with the sizes of test engines, and limits that a person can wait for. */
export function smallPlans(): SmallPlans {
  const folder = join(projectRoot, 'local/gateway');
  const { fleet, findings } = loadFleet(
    readFileSync(join(folder, 'fleet.yaml'), 'utf8'),
    relatedFiles((path) => [readFileSync(join(folder, path))]),
  );
  const plan = fleet && makePlan(settledFleet(fleet), loadPins(undefined, fleet.regions).pins).plan;
  const [here, there] = plan?.gateways ?? [];
  if (plan === undefined || here === undefined || there === undefined) {
    throw new Error(`local/gateway/fleet.yaml: cannot be planned: ${JSON.stringify(findings)}`);
  }
  return { fleet: plan.fleet, here: small(here), there: small(there) };
}

const small = (plan: GatewayPlan): GatewayPlan => ({
  ...plan,
  cells: plan.cells.map((cell) => ({ ...cell, slotsPerInstance: figure(slotsOfEngine, 'requests') })),
  peers: plan.peers.map((peer) => ({ ...peer, vpcCidr: loopback })),
  workloads: plan.workloads.map((workload) => ({
    ...workload,
    tiers: workload.tiers.map(smallTier),
    firstTokenLimitSeconds: figure(1),
    silenceLimitSeconds: figure(2),
    answerLimitSeconds: figure(4),
  })),
});

const smallTier = (tier: GatewayTier): GatewayTier =>
  tier.kind === 'sibling' ? { ...tier, slots: figure(slotsOfEngine, 'requests') } : tier;
