import { promisedPercentile } from '../contract/promised-percentile';
import { englishNumber } from '../figures/english-number';
import { type Condition, conditionWords, isPromised } from '../rehearsal/conditions';
import { keepsPromises } from '../rehearsal/promises-kept';
import type { FewestInstances, Observed, Rehearsal, Rehearsed, WorkloadRehearsal } from '../rehearsal/rehearsal';
import { batchText } from './batch-rehearsal-text';
import { conditionTables, ends, short } from './condition-tables';
import { durationWords } from './duration-words';
import { idleText } from './idle-rehearsal-text';
import { wrappedLines } from './wrapped-lines';

/** What a rehearsal showed, for a terminal of 80 columns. */
export const rehearsalText = ({ workloads, batches, idleWork, seed }: Rehearsal): string =>
  [
    ...workloads.map(workloadText),
    ...idleWork.map(idleText),
    ...batches.map(batchText),
    wrappedLines(
      `Each figure is simulated twice, at the central speed of the engines and at the cautious end of its range, and written as central–cautious. KV cache: its share in use, and the fullest moment. USD/1,000: GPU instances, for 1,000 answers. Seed ${seed}.`,
    ),
  ].join('\n');

function workloadText(rehearsal: WorkloadRehearsal): string {
  const { workload, model, instanceType, process, conditions, promise, fewestInstances } = rehearsal;
  const requests = conditions[0]?.central.requests ?? 0;
  return [
    wrappedLines(
      `${workload}: ${model} on ${instanceType}, ${englishNumber(requests)} requests ${processWords[process]}`,
    ),
    wrappedLines(
      `Promised: TTFT ${seconds(promise.timeToFirstTokenSeconds)} s, TPOT ${milliseconds(promise.timePerOutputTokenSeconds)} ms.`,
    ),
    conditionTables(
      conditions.map(({ condition }) => condition),
      rows.map(([label, write]) => [
        label,
        ...conditions.map(({ central, cautious }) => ends(write(central), write(cautious))),
      ]),
    ),
    wrappedLines(verdict(rehearsal)),
    fewestInstances === undefined ? '' : wrappedLines(fewestWords(fewestInstances, promise)),
  ].join('');
}

const processWords: Readonly<Record<WorkloadRehearsal['process'], string>> = {
  trace: 'as its trace has them',
  poisson: 'at the planned peak (Poisson)',
  bursty: 'around the planned peak (bursty)',
  day: 'over a day',
  week: 'over a week',
};

type Row = readonly [label: string, write: (one: Observed) => string];

const quantileRows = (label: string, of: (one: Observed) => Observed['endToEndSeconds'], write: Write): Row[] =>
  (['p50', 'p95', 'p99'] as const).map((level) => [`${label} ${level}`, (one) => write(of(one)[level])]);

const rows: readonly Row[] = [
  ...quantileRows('TTFT s ', (one) => one.timeToFirstTokenSeconds, seconds),
  ...quantileRows('TPOT ms', (one) => one.timePerOutputTokenSeconds, milliseconds),
  ...quantileRows('E2E s  ', (one) => one.endToEndSeconds, seconds),
  ['refused %', (one) => short(one.shedRatio * 100)],
  ['  by policy', (one) => short(one.shedByPolicyRatio * 100)],
  ['KV cache %', (one) => short(one.meanCacheRatio * 100)],
  ['  at most', (one) => short(one.peakCacheRatio * 100)],
  ['GPU busy %', (one) => short(one.gpuBusyRatio * 100)],
  ['instances', (one) => short(one.meanInstances)],
  ['USD/1,000', (one) => short(one.usdPerRequest * 1000)],
];

type Write = (value: number) => string;

/** Hundredths below a second. */
function seconds(value: number): string {
  return value < 1 ? value.toFixed(2) : short(value);
}

function milliseconds(value: number): string {
  return short(value * 1000);
}

/** Whether every promise holds, and nothing is refused. */
function verdict({ workload, conditions, promise }: WorkloadRehearsal): string {
  const all = conditions.map(({ condition }) => condition);
  const promised = conditions.filter(({ condition }) => isPromised(condition, all));
  const missed = (of: (one: Rehearsed) => Observed): string[] =>
    promised.filter((one) => !keepsPromises(of(one), promise)).map(({ condition }) => conditionWords(condition));
  const [central, cautious] = [missed((one) => one.central), missed((one) => one.cautious)];
  const kept =
    cautious.length === 0 && central.length === 0
      ? `${workload} keeps every promise at ${promisedPercentile(promise)} and refuses nothing under every condition.`
      : [
          `${workload} breaks a promise at ${promisedPercentile(promise)}, or refuses requests,`,
          central.length === 0 ? '' : `at the central speed: ${central.join(', ')};`,
          `at the cautious speed: ${cautious.join(', ')}.`,
        ].join(' ');
  return [kept, ...all.flatMap(growingWords)].join(' ');
}

const growingWords = (condition: Condition): string[] =>
  condition.kind === 'grown after loss'
    ? [
        `Without ${condition.region} nothing is promised until the other regions have grown, for up to ${durationWords(condition.afterSeconds)}: requests wait in full queues, and the rest is refused; "grown" shows those that arrive later.`,
      ]
    : [];

const fewestWords = (cells: readonly FewestInstances[], promise: WorkloadRehearsal['promise']): string =>
  `Fewest instances that keep every promise at ${promisedPercentile(promise)} and launch none, also after a loss: ${cells
    .map(
      ({ region, planned, central, cautious }) =>
        `${region} ${ends(count(central), count(cautious))} (${planned} planned)`,
    )
    .join(', ')}.`;

const count = (instances: number | undefined): string => (instances === undefined ? 'none' : String(instances));
