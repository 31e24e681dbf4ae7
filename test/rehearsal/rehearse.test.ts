import { beforeAll, describe, expect, test } from 'vitest';
import { readPlan } from '../../lib/commands/read-plan';
import type { Fleet } from '../../lib/fleet/fleet';
import type { CellPlan } from '../../lib/plan/capacity/cell';
import { type ServedRequests, type ServedWorkload, servedWorkloads } from '../../lib/plan/capacity/served-workload';
import type { Plan } from '../../lib/plan/plan';
import { isPromised } from '../../lib/rehearsal/conditions';
import { observed } from '../../lib/rehearsal/observed';
import { keepsPromises } from '../../lib/rehearsal/promises-kept';
import { regionRequests } from '../../lib/rehearsal/region-requests';
import type {
  BatchObserved,
  BatchRehearsal,
  Observed,
  Rehearsal,
  Rehearsed,
  WorkloadRehearsal,
} from '../../lib/rehearsal/rehearsal';
import { rehearse } from '../../lib/rehearsal/rehearse';
import { type Arrivals, requestStream } from '../../lib/rehearsal/request-stream';
import { simulateCellPlan } from '../../lib/rehearsal/simulate-cell-plan';
import type { Requests } from '../../lib/simulation/requests';
import { fewestInstances } from '../../lib/sizing/fewest-instances';

const arrivals: Arrivals = { process: 'poisson', dispersion: 10, seconds: 120, seed: 1 };
const options = { arrivals, recorded: () => undefined, says: () => undefined };
let fleet: Fleet;
let plan: Plan;
let rehearsal: Rehearsal;

beforeAll(() => {
  ({ fleet, plan } = readPlan('fleet.yaml') as { fleet: Fleet; plan: Plan });
  rehearsal = rehearse(fleet, plan, options);
}, 60_000);

const conditionsOf = (name: string) => rehearsal.workloads.find(({ workload }) => workload === name)?.conditions ?? [];

describe('the default fleet', () => {
  test('each workload that clients wait for is rehearsed as planned, without each of its regions, and with more demand', () => {
    expect(rehearsal.workloads.map(({ workload }) => workload)).toEqual(['chat', 'documents']);
    expect(rehearsal.batches.map(({ workload }) => workload)).toEqual(['summaries']);
    expect(conditionsOf('documents').map(({ condition }) => condition)).toEqual([
      { kind: 'as planned' },
      { kind: 'region lost', region: 'eu-central-1' },
      { kind: 'region lost', region: 'eu-north-1' },
      { kind: 'more demand', ratio: 0.25 },
      { kind: 'more demand', ratio: 0.5 },
    ]);
  });

  test('a workload with an embedding and a reranking model is shown once, with the model that answers', () => {
    const { fleet, plan } = readPlan('fleets/embedding.yaml') as { fleet: Fleet; plan: Plan };
    const short = { ...options, arrivals: { ...arrivals, seconds: 20 } };

    expect(rehearse(fleet, plan, short).workloads.map(({ workload, model }) => [workload, model])).toEqual([
      ['answers', 'llama-3-1-8b'],
    ]);
  });

  test('it is sent the planned peak, and as much more as the condition says', () => {
    const [planned, lost, , , half] = conditionsOf('documents').map(({ central }) => central) as Observed[];
    const peak = 10 * arrivals.seconds;

    expect((planned as Observed).requests / peak).toBeCloseTo(1, 1);
    expect(lost?.requests).toBe(planned?.requests);
    expect((half as Observed).requests / peak / 1.5).toBeCloseTo(1, 1);
  });

  test('after a loss the survivors get what the policy promises, and the rest is counted as refused by policy', () => {
    // survivorsShareRatio: 0.8 of documents, 1 of chat
    const [planned, ...losses] = conditionsOf('documents').slice(0, 3);
    expect(planned?.central.shedByPolicyRatio).toBe(0);
    for (const { central } of losses) {
      expect(central.shedByPolicyRatio).toBeGreaterThan(0.17);
      expect(central.shedByPolicyRatio).toBeLessThan(0.23);
      expect(central.shedRatio).toBe(0);
    }
    expect(conditionsOf('chat').map(({ central }) => central.shedByPolicyRatio)).toEqual([0, 0, 0, 0, 0]);
  });

  test('the survivors of a region have fewer instances and more to do; nothing gets faster with more demand or caution', () => {
    for (const { workload } of rehearsal.workloads) {
      const [planned, lost] = conditionsOf(workload).map(({ central }) => central) as [Observed, Observed];
      expect(lost.meanInstances).toBeLessThan(planned.meanInstances);
      expect(lost.meanCacheRatio).toBeGreaterThan(planned.meanCacheRatio);
      expect(lost.timePerOutputTokenSeconds.p95).toBeGreaterThanOrEqual(planned.timePerOutputTokenSeconds.p95);
      for (const { central, cautious } of conditionsOf(workload)) {
        expect(cautious.endToEndSeconds.p95).toBeGreaterThan(central.endToEndSeconds.p95);
      }
    }
  });

  test('after a loss a standby breaks its promises until it has grown, and keeps them from the recovery time on', () => {
    const standby = readPlan('fleets/warm-standby.yaml') as { fleet: Fleet; plan: Plan };
    const lasting = { ...options, arrivals: { ...arrivals, seconds: 1600 } };
    const [{ conditions, promise }] = rehearse(standby.fleet, standby.plan, lasting).workloads as [WorkloadRehearsal];
    const [, growing, grown] = conditions as [Rehearsed, Rehearsed, Rehearsed];
    const all = conditions.map(({ condition }) => condition);

    expect(all.filter((condition) => !isPromised(condition, all))).toEqual([
      { kind: 'region lost', region: 'us-east-1' },
    ]);
    // 150 s until clients are elsewhere, 180 s until a launch, a cold start of 1,157 s
    expect(grown.condition).toEqual({ kind: 'grown after loss', region: 'us-east-1', afterSeconds: 150 + 180 + 1157 });
    for (const end of ['central', 'cautious'] as const) {
      expect(growing[end].shedRatio).toBeGreaterThan(0);
      expect(keepsPromises(growing[end], promise)).toBe(false);
      expect(keepsPromises(grown[end], promise)).toBe(true);
      expect(grown[end].requests / growing[end].requests).toBeCloseTo((1600 - 1487) / 1600, 2);
    }
    const seconds = { ...lasting, arrivals };
    expect(
      rehearse(standby.fleet, standby.plan, seconds).workloads[0]?.conditions.map(({ condition }) => condition.kind),
    ).not.toContain('grown after loss');
  });

  test('a batch is done by its deadline, later with more requests, and not before its engines could at the best', () => {
    const [summaries] = rehearsal.batches as [BatchRehearsal];
    const [planned] = summaries.conditions.map(({ central }) => central) as [BatchObserved];
    const half = summaries.conditions.find(
      ({ condition }) => condition.kind === 'more demand' && condition.ratio === 0.5,
    );
    const served = servedWorkloads(fleet).served.find(
      ({ workload }) => workload.name === 'summaries',
    ) as ServedWorkload;
    const perSecond =
      planned.instances * served.slowest.replicasPerInstance.value * served.slowest.replica.requestsPerSecond.value;

    // 3 requests/s for a day
    expect(planned.requests).toBe(259_200);
    expect(half?.central.requests).toBe(388_800);
    expect(planned.hours).toBeLessThan(summaries.deadlineHours);
    // Little's law at the planned concurrency, and what interruptions cost
    expect(planned.hours / (planned.requests / perSecond / 3600)).toBeGreaterThan(0.9);
    expect(planned.hours / (planned.requests / perSecond / 3600)).toBeLessThan(1.5);
  });

  test('cost per request is that of the instances while they run', () => {
    const [central] = conditionsOf('chat').map((one) => one.central) as [Observed];
    const hourly = plan.cellCosts
      .filter(({ model }) => model === 'llama-70b')
      .reduce((usd, { expectedUsdPerHour }) => usd + expectedUsdPerHour.value, 0);

    // Two minutes of requests, and some seconds until the last one is answered.
    const perRequest = (hourly * (arrivals.seconds / 3600)) / central.requests;
    expect(central.usdPerRequest / perRequest).toBeGreaterThan(1);
    expect(central.usdPerRequest / perRequest).toBeLessThan(1.3);
  });

  test('the same seed gives the same figures, another one others', () => {
    const again = rehearse(fleet, plan, options, 'documents');
    const other = rehearse(fleet, plan, { ...options, arrivals: { ...arrivals, seed: 2 } }, 'documents');

    expect(again.workloads[0]?.conditions).toEqual(conditionsOf('documents'));
    expect(other.workloads[0]?.conditions).not.toEqual(conditionsOf('documents'));
  });

  test('the fewest instances keep the promises in the worst case, and one fewer does not', () => {
    const { workloads } = rehearse(fleet, plan, { ...options, fewest: fewestInstances(arrivals.seed) }, 'documents');
    const [central] = workloads[0]?.fewestInstances ?? [];
    const served = servedWorkloads(fleet).served.find(({ workload }) => workload.name === 'documents');
    const sharing = [served as ServedRequests];
    const cell = plan.cells.find(({ model, region }) => model === 'llama-8b' && region === 'eu-central-1') as CellPlan;
    const [stream] = [requestStream((served as ServedRequests).workload, arrivals, undefined, 1)];
    // survivorsShareRatio: 0.8, and there is no third region
    const shares = new Map([['eu-central-1', 0.8]]);
    const requests = regionRequests([{ requests: stream as Requests, shares, workload: 0 }], 'eu-central-1', 1);
    const keeps = (instances: number): boolean => {
      const simulated = simulateCellPlan({ plan, cell, sharing, requests, end: 'cautious', instances });
      const asked = { workload: 'documents', index: 0, sent: requests.count };
      return keepsPromises(observed([simulated], asked), (served as ServedRequests).workload.objectives.latency);
    };

    expect(central).toMatchObject({ region: 'eu-central-1', planned: cell.minInstances.value });
    expect(central?.central).toBeLessThanOrEqual(central?.cautious as number);
    expect(keeps(central?.cautious as number)).toBe(true);
    expect(keeps((central?.cautious as number) - 1)).toBe(false);
  });
});
