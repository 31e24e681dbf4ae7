import { cautiousLatency } from '../figures/figure';
import { hoursPerDay } from '../figures/hours';
import { spotYield, startSecondsOf } from '../plan/capacity/batch-sizes';
import type { CellPlan } from '../plan/capacity/cell';
import { type SentShares, sentShares } from '../plan/capacity/sent-shares';
import type { ServedBatch } from '../plan/capacity/served-workload';
import { type EstimateEnd, simulatedEngine } from '../plan/capacity/simulated-engine';
import type { Plan } from '../plan/plan';
import { prefixReuse } from '../plan/throughput/prefix-reuse';
import { drawnLength } from '../simulation/arrivals/lengths';
import { simulateClosedLoop } from '../simulation/closed-loop';
import { Random } from '../simulation/random';
import { emptyRequests, type Requests } from '../simulation/requests';
import { type Condition, conditionsOf, conditionWords, demandFactor, lostRegion } from './conditions';
import type { BatchObserved, BatchRehearsal } from './rehearsal';
import type { RehearsalOptions } from './rehearse-model';

/**
 * Works through a day's requests of a batch, handed in at once, with the instances that each region grows to. Engines of a
 * region are alike and are never without work, so that one of them is simulated with its share of the requests.
 */
export function rehearseBatch(plan: Plan, one: ServedBatch, options: RehearsalOptions): BatchRehearsal {
  const { workload, model, slowest, regions } = one;
  return {
    workload: workload.name,
    model: model.name,
    instanceType: slowest.instanceType,
    deadlineHours: workload.objectives.deadlineHours,
    conditions: conditionsOf(regions).map((condition) => ({
      condition,
      central: batchUnder(condition, plan, one, 'central', options),
      cautious: batchUnder(condition, plan, one, 'cautious', options),
    })),
  };
}

function batchUnder(
  condition: Condition,
  plan: Plan,
  one: ServedBatch,
  end: EstimateEnd,
  { arrivals, says }: RehearsalOptions,
): BatchObserved {
  const { workload, model, demand, slowest } = one;
  says(`${workload.name}: ${conditionWords(condition)}, ${end} speed`);
  const hours = Math.max(hoursPerDay, workload.objectives.deadlineHours);
  const requests = Math.round(demand.meanRequestsPerSecond.value * hours * 3600 * demandFactor(condition));
  const [shares] = sentShares([one], lostRegion(condition)) as [SentShares];
  const cells = plan.cells.filter((cell) => cell.model === model.name && (shares.get(cell.region) ?? 0) > 0);
  const { engine, stepSeconds, overheadSeconds, enginesPerInstance } = simulatedEngine(one, slowest, end);
  const engines = (cell: CellPlan): number => instancesUnder(condition, cell) * enginesPerInstance;
  const runs = cells.map((cell) => {
    const ofEngine = Math.ceil((requests * (shares.get(cell.region) ?? 0)) / Math.max(1, engines(cell)));
    return simulateClosedLoop(drawnRequests(one, ofEngine, arrivals.seed), {
      engine,
      stepSeconds,
      concurrency: engine.maxInFlight,
      betweenSeconds: overheadSeconds,
    });
  });
  const start = end === 'central' ? startSecondsOf(one).value : cautiousLatency(startSecondsOf(one));
  return {
    requests: Math.round(requests * [...shares.values()].reduce((sum, share) => sum + share, 0)),
    // Work that an interruption cuts off is done again.
    hours: (start + Math.max(0, ...runs.map(({ seconds }) => seconds)) / spotYield.value) / 3600,
    instances: cells.reduce((sum, cell) => sum + instancesUnder(condition, cell), 0),
    meanCacheRatio: Math.max(0, ...runs.map(({ meanCacheRatio }) => meanCacheRatio)),
  };
}

/** What finishes in time while all is well; with more to do, what the groups may grow to. */
const instancesUnder = ({ kind }: Condition, { ownInstances, maxInstances }: CellPlan): number =>
  kind === 'as planned' ? ownInstances.value : maxInstances.value;

function drawnRequests({ workload }: ServedBatch, count: number, seed: number): Requests {
  const { demand, maxInputTokens, maxOutputTokens } = workload;
  const random = new Random(seed);
  const reuse = prefixReuse(workload).value;
  const requests = emptyRequests(count);
  for (let request = 0; request < count; request += 1) {
    const input = drawnLength(random, demand.meanInputTokens, maxInputTokens);
    requests.inputTokens[request] = input;
    requests.outputTokens[request] = drawnLength(random, demand.meanOutputTokens, maxOutputTokens);
    requests.cachedTokens[request] = Math.min(input - 1, Math.floor(input * reuse));
  }
  return requests;
}
