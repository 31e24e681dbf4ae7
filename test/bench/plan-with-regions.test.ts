import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { planWithRegions } from '../../bench/plan-with-regions';
import { readPlan } from '../../lib/commands/read-plan';
import type { Plan } from '../../lib/plan/plan';
import { fleetApp } from '../../lib/stacks/fleet-app';

const { plan } = readPlan('fleets/chat.yaml') as { plan: Plan };

const stacksOnce = 2;
const stacksPerRegion = 4;

describe('planWithRegions', () => {
  beforeEach(() => {
    vi.stubEnv('CDK_VALIDATION', 'false');
  });
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  test('leaves a plan alone that has as many regions', () => {
    expect(planWithRegions(plan, plan.regions.length)).toEqual(plan);
  });

  test.each([2, 6, 12])('repeats everything that a region has %i times', (count) => {
    // WHEN
    const repeated = planWithRegions(plan, count);

    // THEN
    const codes = repeated.regions.map(({ region }) => region).sort();
    expect(new Set(codes).size).toBe(count);
    expect(repeated.cells.map(({ region }) => region).sort()).toEqual(codes);
    expect(repeated.cellCosts.map(({ region }) => region).sort()).toEqual(codes);
    for (const { regions, failover } of repeated.workloads) {
      expect([...regions].sort()).toEqual(codes);
      expect(failover.survivors.map(({ lostRegion }) => lostRegion).sort()).toEqual(codes);
    }
  });

  test('gives every copy zones of its own region', () => {
    const { regions, cells } = planWithRegions(plan, 12);
    const zoneIds = regions.flatMap((region) => region.zoneIds);

    expect(new Set(zoneIds).size).toBe(zoneIds.length);
    for (const { region, zoneIds: own } of cells) {
      expect(regions.find((candidate) => candidate.region === region)?.zoneIds).toEqual(own);
    }
  });

  test('synthesizes over one region more than the plan has', () => {
    const { stacks } = fleetApp(planWithRegions(plan, 3)).synth();

    expect(stacks).toHaveLength(stacksOnce + stacksPerRegion * 3);
  });

  test.each([1, 100])('fails on %i regions, fewer than the plan has or more than the catalogue knows', (count) => {
    expect(() => planWithRegions(plan, count)).toThrow(`count: must be 2 to 28 regions, got ${count}`);
  });
});
