import { type Figure, stated } from '../../../lib/figures/figure';
import type { GatewayPlan, GatewayTier } from '../../../lib/plan/gateway/gateway-plan';
import { validPlan } from '../fleets';

const figure = (value: number, unit = 's'): Figure => stated(value, unit, 'a test');

/** Requests in flight on one test engine. */
export const slotsOfEngine = 2;

/** The address of every peer of the tests; another one of loopback is none. */
const loopback = '127.0.0.1/32';

const tierOf = (tier: GatewayTier): GatewayTier =>
  tier.kind === 'sibling' ? { ...tier, slots: figure(slotsOfEngine, 'requests') } : tier;

/** The gateways of test/fleets/gateway.yaml with the sizes of test engines, and limits that a test can wait for. */
export function testPlans(): readonly GatewayPlan[] {
  return (validPlan('test/fleets/gateway.yaml').gateways ?? []).map((plan) => ({
    ...plan,
    cells: plan.cells.map((cell) => ({ ...cell, slotsPerInstance: figure(slotsOfEngine, 'requests') })),
    peers: plan.peers.map((peer) => ({ ...peer, vpcCidr: loopback })),
    workloads: plan.workloads.map((workload) => ({
      ...workload,
      tiers: workload.tiers.map(tierOf),
      firstTokenLimitSeconds: figure(1),
      silenceLimitSeconds: figure(2),
      answerLimitSeconds: figure(4),
    })),
  }));
}

export const testFleet = () => validPlan('test/fleets/gateway.yaml').fleet;
