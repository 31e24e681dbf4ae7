import { type Area, area } from '../../catalogue/areas';
import { distanceKm } from '../../catalogue/globe';
import { promisedPercentile } from '../../contract/promised-percentile';
import type { RecordedRequests } from '../../fleet/traces/recorded-requests';
import type { CellPlan } from '../../plan/capacity/cell';
import type { ServedRequests } from '../../plan/capacity/served-workload';
import { simulatedEngine } from '../../plan/capacity/simulated-engine';
import { tightest } from '../../plan/capacity/tightest';
import type { Plan, WorkloadPlan } from '../../plan/plan';
import { regionPlace, regionRoundTrip } from '../../plan/traffic/round-trip';
import type { Requests } from '../../simulation/requests';
import type { ClientPlace } from '../dns/clients';
import { regionRequests } from '../region-requests';
import { requestStream } from '../request-stream';
import type { CellSetup, ModelSetup, WorkloadSetup } from './model-setup';

/** How many requests come, and for how long. */
export interface DrillTraffic {
  readonly seconds: number;
  /** At the planned peak all the time, or at the mean. */
  readonly at: 'peak' | 'mean';
  readonly seed: number;
  /** The trace of a workload, whose requests lend their lengths; undefined where it has none. */
  readonly recorded: (workload: string) => RecordedRequests | undefined;
}

/** Everything that a drill of one model begins with. @param sharing the workloads that use the model, whose clients wait */
export function setupOfPlan(plan: Plan, sharing: readonly ServedRequests[], traffic: DrillTraffic): ModelSetup {
  const model = sharing[0]?.model.name as string;
  const cells = plan.cells.filter(
    (cell) => cell.model === model && sharing.some(({ regions }) => regions.includes(cell.region)),
  );
  const workloads = sharing.map(({ workload }) => plan.workloads.find(({ name }) => name === workload.name));
  const known = workloads.filter((one): one is WorkloadPlan => one !== undefined);
  const failover = (known[0] as WorkloadPlan).failover;
  const delay = failover.metricDelaySeconds === undefined ? 0 : 1;
  const overheads = cells.map((cell) => engineOf(cell, sharing).overheadSeconds);
  return {
    model,
    cells: cells.map((cell) => cellSetup(plan, cell, sharing)),
    workloads: known.map((one, index) => workloadSetup(one, sharing[index] as ServedRequests)),
    requests: requestsOf(sharing, traffic),
    places: known.flatMap((one, index) => placesOf(one, index, cells)),
    dns: {
      checkSeconds: failover.checkIntervalSeconds.value,
      failures: failover.failureThreshold.value + delay,
      ttlSeconds: failover.ttlSeconds.value,
      connectionSeconds: failover.clientKeepAliveSeconds.value,
    },
    overheadSeconds: Math.max(...overheads),
    roundTripSeconds: roundTrips(),
    seed: traffic.seed,
  };
}

function engineOf(cell: CellPlan, sharing: readonly ServedRequests[]) {
  const deciding = tightest(sharing.filter(({ regions }) => regions.includes(cell.region)));
  return {
    ...simulatedEngine(deciding, deciding.slowest, cell.simulated?.confidence ?? 'cautious'),
    requestsPerSecondEach: deciding.slowest.plannedRequestsPerSecond.value,
  };
}

function cellSetup(plan: Plan, cell: CellPlan, sharing: readonly ServedRequests[]): CellSetup {
  const { engine, stepSeconds, enginesPerInstance, requestsPerSecondEach } = engineOf(cell, sharing);
  const prices = plan.cellCosts[plan.cells.indexOf(cell)]?.prices ?? [];
  return {
    region: cell.region,
    zoneIds: cell.zoneIds,
    enginesPerInstance,
    engine,
    stepSeconds,
    requestsPerSecondEach,
    slotsPerInstance: engine.maxSequences * enginesPerInstance,
    usdPerHour: prices[0]?.usdPerHour.value ?? 0,
    minInstances: cell.minInstances.value,
    maxInstances: cell.maxInstances.value,
    targetInFlight: cell.targetRequestsInFlight.value,
    coldStartSeconds: cell.coldStartAtMostSeconds.value,
  };
}

const workloadSetup = (
  { name, jurisdiction, failover }: WorkloadPlan,
  { workload, regions }: ServedRequests,
): WorkloadSetup => ({
  name,
  jurisdiction,
  regions,
  records: regions.map((region) => ({
    region,
    role:
      failover.primaryRegion === undefined ? 'latency' : region === failover.primaryRegion ? 'PRIMARY' : 'SECONDARY',
  })),
  timeToFirstTokenSeconds: workload.objectives.latency.timeToFirstTokenSeconds,
  percentile: Number(promisedPercentile(workload.objectives.latency).slice(1)) / 100,
});

function requestsOf(sharing: readonly ServedRequests[], { seconds, at, seed, recorded }: DrillTraffic): Requests {
  const everywhere = new Map([['all', 1]]);
  const streams = sharing.map(({ workload }, index) => {
    const { meanRequestsPerSecond, peakRequestsPerSecond } = workload.demand;
    const factor = at === 'peak' ? 1 : meanRequestsPerSecond / peakRequestsPerSecond;
    const arrivals = { process: 'poisson', dispersion: 1, seconds, seed: seed + index } as const;
    return {
      requests: requestStream(workload, arrivals, recorded(workload.name), factor),
      shares: everywhere,
      workload: index,
    };
  });
  return regionRequests(streams, 'all', seed);
}

/** The areas of the users, or the regions where the fleet file does not say where they are. */
function placesOf({ name, users, regions }: WorkloadPlan, workload: number, cells: readonly CellPlan[]): ClientPlace[] {
  const from = (place: { readonly latitude: number; readonly longitude: number }) =>
    [...regions].sort((a, b) => distanceKm(place, regionPlace(a)) - distanceKm(place, regionPlace(b)));
  const stated = users.map((one) => ({
    workload,
    share: one.share.value,
    nearestFirst: from(area(one.area) as Area),
  }));
  const split = cells.flatMap(({ region, loads }) =>
    loads
      .filter((load) => load.workload === name)
      .map(({ demandShare }) => ({ workload, share: demandShare.value, nearestFirst: from(regionPlace(region)) })),
  );
  return (stated.length > 0 ? stated : split).filter(({ share }) => share > 0);
}

/** Seconds between two regions, computed once for each pair. */
function roundTrips(): ModelSetup['roundTripSeconds'] {
  const known = new Map<string, number>();
  return (from, to) => {
    const key = `${from} ${to}`;
    const seconds = known.get(key) ?? (from === to ? 0 : regionRoundTrip(from, to).value / 1000);
    known.set(key, seconds);
    return seconds;
  };
}
