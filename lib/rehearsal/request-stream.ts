import type { Workload } from '../fleet/fleet';
import type { RecordedRequests } from '../fleet/traces/recorded-requests';
import { prefixReuse } from '../plan/throughput/prefix-reuse';
import { arrivalTimes, burstyGaps, type Gaps, poissonGaps, type RateShape } from '../simulation/arrivals/arrivals';
import { drawnLength } from '../simulation/arrivals/lengths';
import { dayShape, weekShape } from '../simulation/arrivals/rate-shapes';
import { replay } from '../simulation/arrivals/replay';
import { Random } from '../simulation/random';
import { emptyRequests, type Requests } from '../simulation/requests';
import type { ArrivalProcess } from './arrival-process';

/** How the requests of a rehearsal come about. */
export interface Arrivals {
  /** @default as the workload's trace recorded them, Poisson where it has none */
  readonly process?: ArrivalProcess;
  /** Index of dispersion of bursty arrivals: variance ÷ mean of their number over a long time. */
  readonly dispersion: number;
  /** How long random arrivals last; a day or a week where they follow one. */
  readonly seconds: number;
  readonly seed: number;
}

/** Which process a workload's requests follow. */
export const processOf = ({ process }: Arrivals, recorded: RecordedRequests | undefined): ArrivalProcess =>
  process ?? (recorded === undefined ? 'poisson' : 'trace');

/** The requests of one workload over all its regions. @param factor its demand ÷ the planned one */
export function requestStream(
  workload: Workload,
  arrivals: Arrivals,
  recorded: RecordedRequests | undefined,
  factor: number,
): Requests {
  const random = new Random(arrivals.seed);
  const process = processOf(arrivals, recorded);
  const reuse = prefixReuse(workload).value;
  if (process === 'trace' && recorded !== undefined) {
    return replayed(workload, recorded, random, factor, reuse);
  }
  const times = randomTimes(workload, arrivals, process, random, factor);
  const requests = { ...emptyRequests(times.length), arrivalSeconds: times };
  const lengths = new Random(arrivals.seed + 1);
  for (let request = 0; request < times.length; request += 1) {
    const { demand, maxInputTokens, maxOutputTokens } = workload;
    const [input, output] = [
      recorded === undefined ? drawnLength(lengths, demand.meanInputTokens, maxInputTokens) : 0,
      recorded === undefined ? drawnLength(lengths, demand.meanOutputTokens, maxOutputTokens) : 0,
    ];
    const from = recorded === undefined ? 0 : Math.floor(lengths.uniform() * recorded.count);
    setLengths(
      requests,
      request,
      workload,
      recorded?.inputTokens[from] ?? input,
      recorded?.outputTokens[from] ?? output,
      reuse,
    );
  }
  return requests;
}

function replayed(
  workload: Workload,
  recorded: RecordedRequests,
  random: Random,
  factor: number,
  reuse: number,
): Requests {
  const seconds = recorded.seconds[recorded.count - 1] as number;
  const scale = (workload.demand.meanRequestsPerSecond * factor) / (recorded.count / seconds);
  const { seconds: times, recorded: origins } = replay(random, recorded, scale);
  const requests = { ...emptyRequests(times.length), arrivalSeconds: times };
  for (let request = 0; request < times.length; request += 1) {
    const from = origins[request] as number;
    const [input, output] = [recorded.inputTokens[from] as number, recorded.outputTokens[from] as number];
    setLengths(requests, request, workload, input, output, reuse);
  }
  return requests;
}

/** Requests beyond the limits of the workload are cut to them. */
function setLengths(
  requests: Requests,
  request: number,
  { maxInputTokens, maxOutputTokens }: Workload,
  input: number,
  output: number,
  reuse: number,
): void {
  const prompt = Math.min(maxInputTokens, Math.max(1, input));
  requests.inputTokens[request] = prompt;
  requests.outputTokens[request] = Math.min(maxOutputTokens, Math.max(1, output));
  requests.cachedTokens[request] = Math.min(prompt - 1, Math.floor(prompt * reuse));
}

const flat: RateShape = [1];

/** Without a day's or a week's swing, random arrivals come at the planned peak all the time. */
function randomTimes(
  { demand }: Workload,
  { dispersion, seconds }: Arrivals,
  process: ArrivalProcess,
  random: Random,
  factor: number,
): Float64Array {
  const { meanRequestsPerSecond: mean, peakRequestsPerSecond: peak } = demand;
  const times = (gaps: Gaps, rate: number, shape: RateShape) =>
    arrivalTimes(random, gaps, rate * factor, seconds, shape);
  switch (process) {
    case 'trace':
    case 'poisson':
      return times(poissonGaps, peak, flat);
    case 'bursty':
      return times(burstyGaps(dispersion), peak, flat);
    case 'day':
      return times(poissonGaps, mean, dayShape(peak / mean));
    case 'week':
      return times(poissonGaps, mean, weekShape(peak / mean));
    default:
      return process satisfies never;
  }
}
