import { describe, expect, test } from 'vitest';
import { deployedPart } from '../../lib/plan/deployed-part';
import type { Plan } from '../../lib/plan/plan';
import { planOf } from '../support/fleets';

/** Park and Miller's generator: the same fleets on every run. */
function chooser(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
  // the first numbers of small seeds are all small
  next();
  next();
  return { next, pick: <T>(choices: readonly T[]): T => choices[Math.floor(next() * choices.length)] as T };
}

const jurisdictions = {
  two: ['us-east-1', 'us-west-2'],
  three: ['us-east-1', 'us-west-2', 'us-east-2'],
  overlapping: ['us-west-2', 'us-east-2'],
  one: ['us-east-2'],
};

const small = {
  weights: 'meta-llama/Llama-3.1-8B',
  parametersBillion: 8.03,
  precision: 'fp8',
  layers: 32,
  kvHeads: 8,
  headDimension: 128,
  contextTokens: 131_072,
  tensorParallel: 1,
  instanceTypes: ['g6e.2xlarge', 'g6e.4xlarge'],
};

/** One to three workloads of any shape, demand and failover mode, on two models; the sizes of groups are left to the plan. */
function anyFleet(seed: number): string {
  const { next, pick } = chooser(seed);
  const workloads = [...Array(pick([1, 2, 3])).keys()].map((index) => {
    const isBatch = next() < 0.3;
    const jurisdiction = pick(Object.keys(jurisdictions));
    const mean = pick([0.01, 1, 7.3, 40]);
    const none = jurisdiction === 'one' || next() < 0.2;
    return {
      name: `workload-${index}`,
      shape: isBatch ? 'batch-inference' : pick(['realtime-assistant', 'retrieval-analytics']),
      model: isBatch ? 'for-batches' : 'for-people',
      demand: { meanRequestsPerSecond: mean, meanInputTokens: pick([50, 900, 3000]), meanOutputTokens: pick([1, 250]) },
      ...(next() < 0.4 && { users: pick([{ 'north-america-east': 1 }, { 'europe-north': 0.7, 'asia-east': 0.3 }]) }),
      maxInputTokens: 4096,
      maxOutputTokens: 512,
      objectives: isBatch
        ? { deadlineHours: pick([2, 8, 24, 60]) }
        : { timeToFirstTokenSeconds: pick([2, 4]), timePerOutputTokenSeconds: pick([0.1, 0.15]) },
      jurisdiction,
      failover: none
        ? { none: 'a trial', owner: 'a@example.com' }
        : {
            mode: isBatch ? 'active-active' : pick(['active-active', 'warm-standby', 'pilot-light']),
            recoverySeconds: 3000,
            survivorsShareRatio: pick([1, 0.9, 0.1]),
          },
    };
  });
  const used = workloads.map(({ jurisdiction }) => jurisdiction as keyof typeof jurisdictions);
  const models = [...new Set(workloads.map(({ model }) => model))].map((name) => ({
    name,
    ...small,
    ...(next() < 0.3 && { pools: { overflow: { maxInstances: pick([1, 5]) } } }),
  }));
  return JSON.stringify({
    name: 'any',
    owner: 'a@example.com',
    account: '111122223333',
    domain: 'ai.example.com',
    hostedZoneId: 'Z0123456789EXAMPLE',
    runbookBaseUrl: 'https://example.com/runbooks',
    workloads,
    regions: [...new Set(used.flatMap((name) => jurisdictions[name]))],
    jurisdictions: Object.fromEntries(used.map((name) => [name, jurisdictions[name]])),
    budgetsUsdPerMonth: { training: 1, evaluation: 1, serving: 1e9 },
    models,
    access: { jwtIssuer: 'https://login.example.com' },
  });
}

const outcomes = [...Array(250).keys()].map((index) => planOf(anyFleet(index + 1)));
const plans = outcomes.flatMap(({ plan }): Plan[] => (plan === undefined ? [] : [plan]));

describe('the plan of any fleet whose sizes nobody states', () => {
  test('keeps every promise by itself: batches on one engine are all that is refused', () => {
    const refusals = outcomes
      .flatMap(({ findings }) => findings)
      .filter(({ level, message }) => level === 'error' && !message.includes('which would wait behind the batch'));

    expect(refusals).toEqual([]);
    expect(plans.length).toBeGreaterThan(200);
    expect(plans.some(({ cells }) => cells.some(({ loads }) => loads.length === 3))).toBe(true);
  });

  test('costs no more than its worst case, pool by pool', () => {
    for (const { expectedUsdPerHour, worstCaseUsdPerHour } of plans.flatMap(({ cellCosts }) =>
      cellCosts.flatMap(({ pools }) => pools),
    )) {
      expect(expectedUsdPerHour.value).toBeLessThanOrEqual(worstCaseUsdPerHour.value);
    }
  });

  test('has workloads that together pay for all of it', () => {
    for (const { workloads, phases } of plans) {
      const paid = workloads.reduce(
        (usd, { cost, demand }) => usd + cost.usdPerRequest.value * demand.meanRequestsPerSecond.value * 730 * 3600,
        0,
      );
      const serving = phases.find(({ phase }) => phase === 'serving')?.expectedUsdPerMonth.value ?? Number.NaN;
      expect(paid / serving).toBeCloseTo(1, 6);
    }
  });

  test('has headroom and spot within what is expected', () => {
    for (const { expectedUsdPerMonth, headroomUsdPerMonth, interruptibleUsdPerMonth } of plans.flatMap(
      ({ phases }) => phases,
    )) {
      expect(headroomUsdPerMonth.value + interruptibleUsdPerMonth.value).toBeLessThanOrEqual(
        expectedUsdPerMonth.value + 1e-6,
      );
    }
  });

  test('plans every workload at the concurrency of the engines that serve it', () => {
    for (const { workloads, cells } of plans) {
      for (const { name, model, types } of workloads) {
        const planned = Math.min(...types.map(({ replica }) => replica.concurrency));
        const serving = cells.filter(
          (cell) => cell.model === model && cell.loads.some((load) => load.workload === name),
        );
        expect(serving.map(({ engine }) => engine.concurrency)).toEqual(serving.map(() => planned));
      }
    }
  });

  test('deploys a cell in every region of a workload that is deployed, and none for nobody', () => {
    for (const { workloads, cells } of plans.map((plan) => deployedPart(plan))) {
      expect(cells.every(({ loads }) => loads.length > 0)).toBe(true);
      for (const { model, regions } of workloads) {
        expect(cells.filter((cell) => cell.model === model).map(({ region }) => region)).toEqual(
          expect.arrayContaining([...regions]),
        );
      }
    }
  });
});
