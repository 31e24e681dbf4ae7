import type { Plan, WorkloadPlan } from '../plan/plan';
import { coldStartTables } from './cold-start-tables';
import { figureText, shareText } from './figure-text';
import { table } from './table';

const objectiveText = ({ objectives: { latency, deadlineHours } }: WorkloadPlan): string[] =>
  latency === undefined
    ? ['', '', `${deadlineHours} h`]
    : [`${latency.timeToFirstTokenSeconds} s`, `${latency.timePerOutputTokenSeconds} s`, ''];

const demandTable = ({ workloads }: Plan): string =>
  table(
    'Demand',
    ['workload', 'shape', 'mean', 'peak', 'input', 'output', 'TTFT', 'TPOT', 'deadline'],
    workloads.map((workload) => [
      workload.name,
      workload.shape,
      figureText(workload.demand.meanRequestsPerSecond, 1),
      figureText(workload.demand.peakRequestsPerSecond, 1),
      figureText(workload.demand.meanInputTokens, 0),
      figureText(workload.demand.meanOutputTokens, 0),
      ...objectiveText(workload),
    ]),
  );

const userTable = ({ workloads }: Plan): string =>
  table(
    'Users',
    ['workload', 'area', 'share', 'served from', 'round trip', 'once it is lost', 'round trip added'],
    workloads.flatMap(({ name, users }) =>
      users.map(({ area, share, region, roundTripMs, afterLoss }) => [
        name,
        area,
        shareText(share),
        region,
        figureText(roundTripMs, 0),
        afterLoss?.region ?? 'nowhere',
        afterLoss === undefined ? '' : figureText(afterLoss.addedRoundTripMs, 0),
      ]),
    ),
  );

const replicaTable = ({ workloads, models }: Plan): string =>
  workloads
    .flatMap(({ name, model, types, companions }) => [
      { name, model, types },
      ...companions.map((companion) => ({ name, ...companion })),
    ])
    .map(({ name, model, types }) => {
      const { weights, tensorParallel } = models.find((one) => one.name === model) as Plan['models'][number];
      return table(
        `${name}: ${model} (${weights}), ${tensorParallel} GPU${tensorParallel === 1 ? '' : 's'} a replica`,
        ['', ...types.map(({ instanceType, gpu }) => `${instanceType} (${gpu})`)],
        [
          ['weights', ...types.map(({ fit }) => figureText(fit.weightsGiB, 1))],
          ['KV cache of a replica', ...types.map(({ fit }) => figureText(fit.kvCacheGiB, 1))],
          ['full-length sequences it holds', ...types.map(({ fit }) => figureText(fit.maxConcurrency))],
          ['planned concurrency', ...types.map(({ replica }) => `${replica.concurrency} requests`)],
          ['TTFT there', ...types.map(({ replica }) => figureText(replica.timeToFirstTokenSeconds, 3))],
          ['TPOT there', ...types.map(({ replica }) => figureText(replica.timePerOutputTokenSeconds, 4))],
          ['throughput of a replica', ...types.map(({ replica }) => figureText(replica.requestsPerSecond))],
          ['replicas of an instance', ...types.map((type) => figureText(type.replicasPerInstance))],
          ['planned for an instance', ...types.map((type) => figureText(type.plannedRequestsPerSecond))],
        ],
      );
    })
    .join('\n');

const cellTable = ({ cells }: Plan): string =>
  table(
    'Cells',
    ['model', 'region', 'zones', 'for', 'pool', 'min', 'max', 'scales at', ''],
    cells.flatMap((cell) =>
      cell.pools.map((pool, index) => [
        index === 0 ? cell.model : '',
        index === 0 ? cell.region : '',
        index === 0 ? cell.zoneIds.join(' ') : '',
        index === 0
          ? cell.loads.map(({ workload, demandShare }) => `${workload} ${shareText(demandShare)}`).join(', ')
          : '',
        `${pool.pool}, ${pool.purchase}`,
        figureText(pool.minInstances, 0),
        figureText(pool.maxInstances, 0),
        `${cell.targetRequestsInFlight.value} in flight`,
        (cell.notYetDeployed ?? pool.notYetDeployed) === undefined ? '' : 'not yet deployed',
      ]),
    ),
  );

export const capacityTables: readonly ((plan: Plan) => string)[] = [
  demandTable,
  userTable,
  replicaTable,
  cellTable,
  ...coldStartTables,
];
