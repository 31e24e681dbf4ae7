import type { RecordedRequests } from '../../lib/fleet/traces/recorded-requests';
import type { ServedRequests } from '../../lib/plan/capacity/served-workload';
import type { Plan } from '../../lib/plan/plan';
import { ModelDrill } from '../../lib/rehearsal/drill/model-drill';
import type { ModelSetup } from '../../lib/rehearsal/drill/model-setup';
import { setupOfPlan } from '../../lib/rehearsal/drill/setup-of-plan';
import { regionRequests } from '../../lib/rehearsal/region-requests';
import { requestStream } from '../../lib/rehearsal/request-stream';
import { dayShape } from '../../lib/simulation/arrivals/rate-shapes';
import { timeOrder } from '../../lib/simulation/arrivals/time-order';
import { quantile } from '../../lib/simulation/quantiles';
import { Random } from '../../lib/simulation/random';
import { emptyRequests, type Requests } from '../../lib/simulation/requests';

const regions = ['us-east-1', 'us-west-2'] as const;

/** What each of two regions is sent. */
export interface TwoStreams {
  readonly words: string;
  readonly seconds: number;
  readonly streams: readonly [Requests, Requests];
}

/** Requests that reach the regions: half of the trace each, the second region half the trace later. @param isDay whether the assumed day is laid over it, in the time of the trace */
export function halves(one: ServedRequests, recorded: RecordedRequests, scale: number, isDay: boolean): TwoStreams {
  const seconds = recorded.seconds[recorded.count - 1] as number;
  const streams = [0, 1].map((index) => {
    const arrivals = { process: 'trace', dispersion: 1, seconds, seed: 1 + index } as const;
    const whole = requestStream(one.workload, arrivals, recorded, scale / 2);
    const busy = isDay ? thinned(whole, seconds, 1 + index) : whole;
    return index === 0 ? busy : later(busy, seconds / 2, seconds);
  });
  return {
    words: isDay
      ? 'half of the trace each, with the assumed day within its hour, half a day apart'
      : 'half of the trace each, half of its hour apart',
    seconds,
    streams: streams as unknown as TwoStreams['streams'],
  };
}

/** Peak ÷ mean of the day that is laid over the trace. Assumed. */
const peakToMean = 2.2;

function thinned(requests: Requests, seconds: number, seed: number): Requests {
  const random = new Random(seed);
  const shape = dayShape(peakToMean);
  const kept = Array.from(requests.arrivalSeconds.keys()).filter((request) => {
    const hour = Math.floor(((requests.arrivalSeconds[request] as number) / seconds) * shape.length) % shape.length;
    return random.uniform() < (shape[hour] as number) / peakToMean;
  });
  return picked(requests, kept, (at) => at);
}

function later(requests: Requests, by: number, seconds: number): Requests {
  const moved = (at: number): number => (at + by) % seconds;
  const times = requests.arrivalSeconds.map(moved);
  return picked(requests, Array.from(timeOrder(times)), moved);
}

function picked(requests: Requests, order: readonly number[], at: (seconds: number) => number): Requests {
  const made = emptyRequests(order.length);
  order.forEach((from, to) => {
    made.arrivalSeconds[to] = at(requests.arrivalSeconds[from] as number);
    made.inputTokens[to] = requests.inputTokens[from] as number;
    made.outputTokens[to] = requests.outputTokens[from] as number;
    made.cachedTokens[to] = requests.cachedTokens[from] as number;
  });
  return made;
}

/** Instances of each region; 0 where it is lost. */
export type Instances = readonly [number, number];

/** Whether 95 of 100 requests keep both objectives, the way to a sibling included, and none is refused. */
export function keeps(
  plan: Plan,
  one: ServedRequests,
  { streams, seconds }: TwoStreams,
  instances: Instances,
  mayLend: boolean,
): boolean {
  const everywhere = new Map([['all', 1]]);
  const requests = regionRequests(
    streams.map((stream, workload) => ({ requests: stream, shares: everywhere, workload })),
    'all',
    1,
  );
  const base = setupOfPlan(plan, [one], { seconds: 1, at: 'mean', seed: 1, recorded: () => undefined });
  const cells = regions.flatMap((region, index) => {
    const cell = base.cells.find((known) => known.region === region) as ModelSetup['cells'][number];
    const count = instances[index] as number;
    return count === 0 ? [] : [{ ...cell, minInstances: count, maxInstances: count }];
  });
  const running = cells.map(({ region }) => region);
  const [workload] = base.workloads;
  if (workload === undefined) {
    throw new Error('no workload');
  }
  const setup: ModelSetup = {
    ...base,
    cells,
    requests,
    workloads: regions.map((region) => ({
      ...workload,
      regions: mayLend || !running.includes(region as string) ? running : [region],
      records: running.map((known) => ({ region: known, role: 'latency' as const })),
    })),
    places: regions.map((region, index) => ({
      workload: index,
      share: 1,
      nearestFirst: [region, ...regions.filter((other) => other !== region)],
    })),
  };
  const { sequences, fates } = new ModelDrill(setup, [], 'gateway').run(Math.ceil(seconds));
  const [first, each]: [number[], number[]] = [[], []];
  for (let request = 0; request < sequences.count; request += 1) {
    if (fates.of(request) !== 'taken') {
      return false;
    }
    const [entry, cell] = [fates.entry, fates.cell].map((column) => cells[column[request] as number]?.region ?? '');
    const tokens = sequences.outputTokens[request] as number;
    const firstAt = sequences.firstTokenAt[request] as number;
    first.push(
      firstAt -
        (sequences.arrivalSeconds[request] as number) +
        setup.overheadSeconds +
        setup.roundTripSeconds(entry as string, cell as string),
    );
    if (tokens > 1) {
      each.push(((sequences.finishedAt[request] as number) - firstAt) / (tokens - 1));
    }
  }
  const { timeToFirstTokenSeconds, timePerOutputTokenSeconds } = one.workload.objectives.latency;
  const p95 = (values: readonly number[]): number => quantile(Float64Array.from(values).sort(), 0.95);
  return p95(first) <= timeToFirstTokenSeconds && p95(each) <= timePerOutputTokenSeconds;
}
