import { architectureOfId } from '../../lib/architecture/architecture-of-id';
import { activeParameters } from '../../lib/architecture/parameters';
import { type GpuInstanceType, gpuInstanceType } from '../../lib/catalogue/instance-types';
import { replicaMemory } from '../../lib/estimate/replica-memory';
import { latenciesOf } from '../../lib/simulation/latencies';
import { emptyRequests, type Requests } from '../../lib/simulation/requests';
import { simulateCell } from '../../lib/simulation/simulate-cell';
import type { StepSeconds } from '../../lib/simulation/step-seconds';
import { askedEngineOf } from '../../lib/throughput/asked-engine';
import { stepSeconds, stepTiming } from '../../lib/throughput/step-seconds';
import recorded from './data/recorded-runs.json';

type RecordedRun = (typeof recorded.runs)[number];
type Row = readonly [queued: number, input: number, output: number, first: number, finished: number];

/** The instance type of the catalogue with the GPU of the recordings. */
const type = gpuInstanceType('g7e.2xlarge') as GpuInstanceType;
const blockTokens = 16;

export interface RunErrors {
  readonly run: string;
  /** Means, seconds. */
  readonly recordedSeconds: number;
  readonly simulatedSeconds: number;
  /** |mean simulated ÷ mean recorded − 1| of the end-to-end time. */
  readonly meanError: number;
  /** Mean of |simulated ÷ recorded − 1| over the requests, each compared with itself. */
  readonly requestError: number;
  readonly firstTokenError: number;
  readonly perOutputTokenError: number;
}

const mean = (values: Iterable<number>): number => {
  const all = [...values];
  return all.reduce((sum, value) => sum + value, 0) / all.length;
};

/** Replays each recording against the simulator. @param factor on every step time */
export const runErrors = (factor: number): RunErrors[] => recorded.runs.map((run) => errorsOf(run, factor));

/** The factor on step times with which the mean end-to-end time of some recordings is met. */
export function fittedFactor(names: readonly string[]): number {
  const runs = recorded.runs.filter(({ model }) => names.includes(model));
  let [low, high] = [0.5, 2];
  for (let halving = 0; halving < 20; halving += 1) {
    const middle = (low + high) / 2;
    const slower = mean(
      runs.map((run) => errorsOf(run, middle)).map((one) => one.simulatedSeconds / one.recordedSeconds),
    );
    [low, high] = slower > 1 ? [low, middle] : [middle, high];
  }
  return (low + high) / 2;
}

export const runNames = recorded.runs.map(({ model }) => model);

function errorsOf(run: RecordedRun, factor: number): RunErrors {
  const rows = run.rows as unknown as readonly Row[];
  const requests = requestsOf(rows);
  const outcome = simulateCell(requests, {
    ...engineOf(run, factor),
    replicasPerInstance: run.dataParallel,
    instances: 1,
  });
  const { timeToFirstToken, timePerOutputToken, endToEnd } = latenciesOf([{ requests, outcome }], 0, 0);
  const error = (simulated: Float64Array, measured: (row: Row) => number): number =>
    Math.abs(mean(simulated) / mean(rows.map(measured)) - 1);
  return {
    run: run.model,
    recordedSeconds: mean(rows.map(([queued, , , , finished]) => finished - queued)),
    simulatedSeconds: mean(endToEnd),
    meanError: error(endToEnd, ([queued, , , , finished]) => finished - queued),
    requestError: mean(
      rows.map(([queued, , , , finished], index) =>
        Math.abs(((outcome.finishedAt[index] as number) - queued) / (finished - queued) - 1),
      ),
    ),
    firstTokenError: error(timeToFirstToken, ([queued, , , first]) => first - queued),
    perOutputTokenError: error(
      timePerOutputToken,
      ([, , output, first, finished]) => (finished - first) / (output - 1),
    ),
  };
}

function requestsOf(rows: readonly Row[]): Requests {
  const requests = emptyRequests(rows.length);
  rows.forEach(([queued, input, output], index) => {
    requests.arrivalSeconds[index] = queued;
    requests.inputTokens[index] = input;
    requests.outputTokens[index] = output;
  });
  return requests;
}

/** The roofline of the engine, with the corrections of engines like it and no measurement of this run. */
function engineOf(run: RecordedRun, factor: number) {
  const { architecture } = architectureOfId(run.model) as NonNullable<ReturnType<typeof architectureOfId>>;
  const { dataParallel, expertParallel, maxSequences, maxBatchedTokens } = run;
  const layout = { tensorParallel: 1, dataParallel, expertParallel };
  const served = { network: { architecture }, format: 'bf16', kvPrecision: 'bf16', layout } as const;
  const asked = askedEngineOf({ ...served, readFrom: run.model, sizes: [activeParameters(architecture)] }, type);
  if (asked === undefined) {
    throw new Error(`no roofline of ${run.model}`);
  }
  const rows = run.rows as unknown as readonly Row[];
  const load = {
    inputTokens: mean(rows.map(([, input]) => input)),
    outputTokens: mean(rows.map(([, , output]) => output)),
    concurrency: maxSequences * dataParallel,
  };
  const timing = stepTiming(asked, load);
  const { kvCacheGiB, kvBytesPerToken } = replicaMemory(
    { architecture, ...served },
    type,
    load.inputTokens + load.outputTokens,
  );
  const seconds: StepSeconds = (sequences, contextTokens, promptTokens, promptPairs) =>
    factor *
    stepSeconds(timing, {
      // Copies of the attention step together: the others are taken to be as busy as this one.
      decodeSequences: sequences * dataParallel,
      contextTokens: sequences === 0 ? 0 : contextTokens / sequences,
      prefillTokens: promptTokens * dataParallel,
      prefilledTokens: promptTokens === 0 ? 0 : promptPairs / promptTokens - promptTokens / 2,
    }).expected;
  return {
    engine: {
      maxSequences,
      maxBatchedTokens,
      maxInFlight: Number.MAX_SAFE_INTEGER,
      cacheBlocks: Math.floor((kvCacheGiB.value * 2 ** 30) / (kvBytesPerToken.value * blockTokens)) - 1,
    },
    stepSeconds: seconds,
  };
}
