import { beforeAll, describe, expect, test } from 'vitest';
import { gpuInstanceTypes } from '../../lib/catalogue/instance-types';
import { offering } from '../../lib/catalogue/prices';
import type { FailoverMode } from '../../lib/contract/failover-modes';
import { hoursPerMonth } from '../../lib/figures/hours';
import type { Fleet, Model, Workload } from '../../lib/fleet/fleet';
import { loadPins } from '../../lib/fleet/lock-file';
import { sharedZones } from '../../lib/fleet/zones';
import { editWords } from '../../lib/optimizer/edit-words';
import type { ModelChoice, ModelOptimization } from '../../lib/optimizer/optimization';
import { type Optimization, type OptimizeOptions, optimize } from '../../lib/optimizer/optimize';

import { type ServedRequests, servedWorkloads } from '../../lib/plan/capacity/served-workload';
import { makePlan } from '../../lib/plan/make-plan';
import type { Plan } from '../../lib/plan/plan';
import { requestStream } from '../../lib/rehearsal/request-stream';
import { fewestInstances } from '../../lib/sizing/fewest-instances';
import { load, planOf } from '../support/fleets';
import { readText } from '../support/project-root';

const options: OptimizeOptions = {
  arrivals: { process: 'poisson', dispersion: 10, seconds: 30, seed: 1 },
  recorded: () => undefined,
  most: 5,
  says: () => undefined,
};

const usual = 'tensorParallel: 1, instanceTypes: [g6e.2xlarge, g6e.4xlarge]';

/** One region that offers nine types, one model, and much to do: several instances of most of them. */
const busyText = readText('fleets/small-team.yaml')
  .replaceAll('us-east-2', 'ap-southeast-3')
  .replace('jurisdiction: us', 'jurisdiction: asia')
  .replace('{ us: [', '{ asia: [')
  .replace(usual, 'tensorParallel: 1, instanceTypes: [g5.2xlarge, g5.4xlarge]')
  .replace('meanRequestsPerSecond: 1,', 'meanRequestsPerSecond: 10,')
  .replace('serving: 5000', 'serving: 500000\nconfidence: cautious');

const fleetOf = (text: string): Fleet => load(text).fleet as Fleet;
const answerOf = (text: string): Plan => planOf(text).answer as Plan;

describe('a model of one region', () => {
  let optimization: Optimization;
  let found: ModelOptimization;
  beforeAll(() => {
    optimization = optimize(fleetOf(busyText), answerOf(busyText), options);
    found = optimization.models[0] as ModelOptimization;
  });

  test('the cheapest choice costs within 2 % of the cheapest of all that a rehearsal finds, type by type', () => {
    const least = Math.min(...exhaustively());

    expect(least).toBeLessThan(found.today.usdPerMonth);
    expect(found.choices[0]?.usdPerMonth).toBeGreaterThanOrEqual(least * 0.9999);
    expect(found.choices[0]?.usdPerMonth).toBeLessThanOrEqual(least * 1.02);
  });

  test('choices are few, in order of cost, each less than today, and the next cheaper one breaks a promise', () => {
    const costs = found.choices.map(({ usdPerMonth }) => usdPerMonth);

    expect(costs.length).toBeGreaterThan(1);
    expect(costs.length).toBeLessThanOrEqual(5);
    expect(costs).toEqual([...costs].sort((a, b) => a - b));
    expect(costs.at(-1)).toBeLessThan(found.today.usdPerMonth);
    const { nextCheaper, usdPerMonth } = found.choices.at(-1) as ModelChoice;
    expect(nextCheaper?.usdPerMonth).toBeLessThanOrEqual(usdPerMonth);
    expect(nextCheaper?.broken.workload).toBe('chat');
  });

  test('every plan says what its edit is: the fields of the choice, and sizing by simulation', () => {
    expect(optimization.plans.length).toBeGreaterThan(1);
    for (const { edits, models } of optimization.plans) {
      const words = edits.map((edit) => editWords(fleetOf(busyText), edit));
      const { placement } = models['llama-8b'] as ModelChoice;

      expect(words).toContain('sizing: simulated');
      expect(words.includes(`models[llama-8b].instanceTypes: [${placement.instanceTypes.join(', ')}]`)).toBe(
        placement.instanceTypes.join() !== 'g5.2xlarge,g5.4xlarge',
      );
      expect(words.includes('models[llama-8b].kvPrecision: fp8')).toBe(placement.kvPrecision === 'fp8');
    }
  });

  test('most candidates are never simulated', () => {
    expect(found.simulations).toBeLessThan(found.candidates / 2);
  });
});

describe('regions and failover modes', () => {
  /** Two regions or three in which few types are offered. */
  const spreadOver = (regions: readonly string[], mode: FailoverMode, pricesUsdPerHour = {}): Fleet => {
    const busy = fleetOf(busyText);
    const [chat] = busy.workloads as [Workload];
    const failover = { mode, recoverySeconds: 7200, survivorsShareRatio: 1, whenShort: 'shed' } as const;
    return {
      ...busy,
      regions: [...regions],
      jurisdictions: { asia: [...regions] },
      homeRegion: regions[0] as string,
      pricesUsdPerHour,
      workloads: [{ ...chat, failover }],
    };
  };
  /** A third less than the list in one region. */
  const negotiated = Object.fromEntries(
    gpuInstanceTypes.flatMap(({ name }) => {
      const usd = offering(name, 'us-east-2')?.onDemandUsdPerHour;
      return usd === undefined ? [] : [[name, { 'us-east-2': usd * 0.67 }]];
    }),
  );
  const found = (fleet: Fleet): Optimization =>
    optimize(fleet, makePlan(fleet, loadPins(undefined, fleet.regions).pins).answer as Plan, options);

  test('the cheapest plan costs within 2 % of the cheapest of all with a region left out', () => {
    const regions = ['ap-southeast-3', 'ap-east-1', 'eu-west-1'];
    const { plans } = found(spreadOver(regions, 'active-active'));
    const least = Math.min(
      ...[undefined, 'ap-east-1', 'eu-west-1'].flatMap((left) =>
        exhaustively(
          spreadOver(
            regions.filter((region) => region !== left),
            'active-active',
          ),
        ),
      ),
    );

    expect(plans[0]?.usdPerMonth).toBeGreaterThanOrEqual(least * 0.9999);
    expect(plans[0]?.usdPerMonth).toBeLessThanOrEqual(least * 1.02);
  });

  test('the cheapest plan costs within 2 % of the cheapest of all with another region and another mode', () => {
    const { plans } = found(spreadOver(['ap-southeast-3', 'us-west-2'], 'active-active', negotiated));
    const least = Math.min(
      ...['us-west-2', 'us-east-2'].flatMap((second) =>
        (['active-active', 'warm-standby'] as const).flatMap((mode) =>
          exhaustively(spreadOver(['ap-southeast-3', second], mode, negotiated)),
        ),
      ),
    );

    expect(plans[0]?.usdPerMonth).toBeGreaterThanOrEqual(least * 0.9999);
    expect(plans[0]?.usdPerMonth).toBeLessThanOrEqual(least * 1.02);
    expect(plans[0]?.changes.map(({ change }) => change.kind).sort()).toEqual(['failover mode', 'region']);
    expect(plans.map(({ changes }) => changes.length)).toContain(0);
  });
});

/** What each type costs in each layout and with each cache, with as few instances as a rehearsal finds. USD a month. */
function exhaustively(fleet: Fleet = fleetOf(busyText)): number[] {
  const [model] = fleet.models as [Model];
  const types = gpuInstanceTypes.filter(({ name }) =>
    fleet.regions.every(
      (region) =>
        offering(name, region)?.onDemandUsdPerHour !== undefined &&
        sharedZones({ instanceTypes: [name] }, region).length > 1,
    ),
  );
  return types.flatMap(({ name, gpuCount }) =>
    [1, 2, 4, 8]
      .filter((tensorParallel) => gpuCount % tensorParallel === 0)
      .flatMap((tensorParallel) =>
        (['bf16', 'fp8'] as const).flatMap((kvPrecision) =>
          fewestUsd({
            ...fleet,
            sizing: 'simulated',
            models: [{ ...model, tensorParallel, kvPrecision, instanceTypes: [name] }],
          }),
        ),
      ),
  );
}

function fewestUsd(fleet: Fleet): number[] {
  const plan = makePlan(fleet, loadPins(undefined, fleet.regions).pins).answer;
  if (plan === undefined) {
    return [];
  }
  const served = servedWorkloads(fleet).served as readonly ServedRequests[];
  const streams = served.map(({ workload }) => requestStream(workload, options.arrivals, undefined, 1));
  const fewest = fewestInstances(options.arrivals.seed)(plan, served, streams);
  const usd = fewest.map(({ region, cautious }) => {
    const price = plan.cellCosts.find((cost) => cost.region === region)?.prices[0]?.usdPerHour.value;
    return (cautious ?? Number.NaN) * (price as number) * hoursPerMonth;
  });
  const total = usd.reduce((sum, one) => sum + one, 0);
  return Number.isNaN(total) ? [] : [total];
}
