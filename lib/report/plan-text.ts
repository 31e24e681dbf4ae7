import pc from 'picocolors';
import type { Figure } from '../plan/figure';
import type { Plan } from '../plan/plan';
import { figureText, legend, originText, rangeText, secondsText, shareText, usdText } from './figure-text';
import { table } from './table';

/** What a person must know before anything else. */
export function headline(plan: Plan): string {
  const serving = plan.phases.find(({ phase }) => phase === 'serving');
  const usd = (figure: Figure | undefined): string => Math.round(figure?.value ?? 0).toLocaleString('en-US');
  return [
    pc.bold('Nothing is created in AWS.'),
    `Deployed, the fleet ${pc.bold(plan.fleet.name)} would cost about ${pc.bold(`${usd(serving?.expectedUsdPerMonth)} USD a month`)},`,
    `at worst ${usd(serving?.worstCaseUsdPerMonth)} USD: GPU instances only, at the prices named below.\n`,
  ].join(' ');
}

const demandTable = ({ workloads }: Plan): string =>
  table(
    'Demand',
    ['workload', 'mean', 'peak', 'input', 'output', 'TTFT objective', 'TPOT objective'],
    workloads.map(({ name, demand, objectives }) => [
      name,
      figureText(demand.meanRequestsPerSecond, 1),
      figureText(demand.peakRequestsPerSecond, 1),
      figureText(demand.meanInputTokens, 0),
      figureText(demand.meanOutputTokens, 0),
      `${objectives.timeToFirstTokenSeconds} s`,
      `${objectives.timePerOutputTokenSeconds} s`,
    ]),
  );

const replicaTable = ({ models }: Plan): string =>
  models
    .map((model) =>
      table(
        `${model.name} (${model.weights}), ${model.tensorParallel} GPUs a replica`,
        ['', ...model.types.map(({ instanceType, gpu }) => `${instanceType} (${gpu})`)],
        [
          ['weights', ...model.types.map(({ fit }) => figureText(fit.weightsGiB, 1))],
          ['KV cache of a replica', ...model.types.map(({ fit }) => figureText(fit.kvCacheGiB, 1))],
          ['full-length sequences it holds', ...model.types.map(({ fit }) => figureText(fit.maxConcurrency))],
          ['planned concurrency', ...model.types.map(({ replica }) => `${replica.concurrency} requests`)],
          ['TTFT there', ...model.types.map(({ replica }) => figureText(replica.timeToFirstTokenSeconds, 3))],
          ['TPOT there', ...model.types.map(({ replica }) => figureText(replica.timePerOutputTokenSeconds, 4))],
          ['throughput of a replica', ...model.types.map(({ replica }) => figureText(replica.requestsPerSecond))],
          ['replicas of an instance', ...model.types.map((type) => figureText(type.replicasPerInstance))],
          ['planned for an instance', ...model.types.map((type) => figureText(type.plannedRequestsPerSecond))],
        ],
      ),
    )
    .join('\n');

const regionTable = ({ cells, cellCosts }: Plan): string =>
  table(
    'Regions',
    ['region', 'zones', 'demand', 'min', 'max', 'scales at', 'expected USD/h', 'worst case USD/h'],
    cells.map((cell, index) => [
      cell.region,
      cell.zoneIds.join(' '),
      shareText(cell.demandShare),
      figureText(cell.minInstances, 0),
      figureText(cell.maxInstances, 0),
      `${cell.targetRequestsInFlight.value} in flight`,
      usdText(cellCosts[index]?.expectedUsdPerHour as Figure),
      usdText(cellCosts[index]?.worstCaseUsdPerHour as Figure),
    ]),
  );

const coldStartTable = ({ models }: Plan): string =>
  table(
    'Cold start, seconds',
    [
      'model',
      'type',
      'launch',
      'boot',
      'image',
      'weights',
      'load',
      'compile',
      'graphs',
      'warm-up',
      'register',
      'total',
    ],
    models.flatMap(({ name, types }) =>
      types.map(({ instanceType, coldStart }) => [
        name,
        instanceType,
        ...[
          coldStart.launch,
          coldStart.boot,
          coldStart.image,
          coldStart.weights,
          coldStart.loadToGpu,
          coldStart.compile,
          coldStart.graphCapture,
          coldStart.warmUp,
          coldStart.registration,
        ].map(secondsText),
        rangeText(coldStart.totalSeconds),
      ]),
    ),
  ) + models.map(shorterText).join('');

const shorterText = ({ name, types }: Plan['models'][number]): string => {
  const ways = types[0]?.coldStart.shortenings ?? [];
  return `shorter for ${name}: ${ways.map(({ way, savedSeconds }) => `${way} −${secondsText(savedSeconds)}`).join(' · ')}\n`;
};

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

const survivorTable = ({ workloads }: Plan): string =>
  table(
    'When a region is lost',
    ['workload', 'lost', 'survivors carry of peak', 'promised', 'clients elsewhere after'],
    workloads.flatMap(({ name, failover }) =>
      failover.survivors.map(({ lostRegion, shareOfPeak }) => [
        name,
        lostRegion,
        shareText(shareOfPeak),
        shareText(failover.promisedShare),
        figureText(failover.recoverySeconds),
      ]),
    ),
  );

const phaseTable = ({ phases }: Plan): string =>
  table(
    'Cost, USD a month',
    ['phase', 'expected', 'worst case', 'budget'],
    phases.map(({ phase, expectedUsdPerMonth, worstCaseUsdPerMonth, budgetUsdPerMonth }) => [
      phase,
      usdText(expectedUsdPerMonth),
      usdText(worstCaseUsdPerMonth),
      budgetUsdPerMonth === undefined ? 'none' : usdText(budgetUsdPerMonth),
    ]),
  );

const priceTable = ({ cellCosts }: Plan): string =>
  table(
    'Prices, USD an hour on demand',
    ['type', 'region', 'price', 'from'],
    cellCosts.flatMap(({ region, prices }) =>
      prices.map(({ instanceType, usdPerHour }) => [
        instanceType,
        region,
        figureText(usdPerHour, 3).replace(' USD/h', ''),
        usdPerHour.origin === 'published' ? `list price, ${usdPerHour.date}` : 'stated in the fleet file',
      ]),
    ),
  );

const unitCostTable = ({ workloads }: Plan): string =>
  table(
    'Cost of an answer',
    ['workload', 'a request', '10⁶ output tokens', 'the same at full load'],
    workloads.map(({ name, cost }) => [
      name,
      figureText(cost.usdPerRequest, 5),
      figureText(cost.usdPerMillionOutputTokens),
      figureText(cost.usdPerMillionOutputTokensAtFullLoad),
    ]),
  );

const tables = [
  demandTable,
  userTable,
  replicaTable,
  regionTable,
  coldStartTable,
  survivorTable,
  phaseTable,
  priceTable,
  unitCostTable,
];

/** The plan as tables. */
export const planText = (plan: Plan): string =>
  `${tables
    .map((part) => part(plan))
    .filter((text) => text !== '')
    .join('\n')}${legend}\n`;

/** The numbers that decide, each with where it comes from; `plan --json` has it for every number. */
export function originsText(plan: Plan): string {
  const lines: [string, Figure][] = [
    ...plan.workloads.flatMap(({ demand, instancesForPeak, failover }): [string, Figure][] => [
      ['peak demand', demand.peakRequestsPerSecond],
      ['instances for peak', instancesForPeak],
      ['recovery', failover.recoverySeconds],
    ]),
    ...plan.models.flatMap((model) =>
      model.types.flatMap(({ instanceType, fit, replica, plannedRequestsPerSecond }): [string, Figure][] => [
        [`KV cache, ${instanceType}`, fit.kvCacheGiB],
        [`KV cache of a token, ${instanceType}`, fit.kvBytesPerToken],
        [`throughput, ${instanceType}`, replica.requestsPerSecond],
        [`planned, ${instanceType}`, plannedRequestsPerSecond],
      ]),
    ),
    ...plan.cells.map((cell): [string, Figure] => [`minimum, ${cell.region}`, cell.minInstances]),
    ...plan.cells.map((cell): [string, Figure] => [`maximum, ${cell.region}`, cell.maxInstances]),
    ...plan.cellCosts.map((cell): [string, Figure] => [`expected cost, ${cell.region}`, cell.expectedUsdPerHour]),
  ];
  return `${pc.bold('Where the numbers come from')}\n${lines.map(([what, figure]) => `  ${what}: ${originText(figure)}\n`).join('')}`;
}
