import { readFileSync } from 'node:fs';
import { readRequests } from '../../lib/fleet/trace';
import { arrivalTimes, poissonGaps } from '../../lib/simulation/arrivals/arrivals';
import { drawnLength } from '../../lib/simulation/arrivals/lengths';
import { latenciesOf } from '../../lib/simulation/latencies';
import { quantilesOf } from '../../lib/simulation/quantiles';
import { Random } from '../../lib/simulation/random';
import { emptyRequests, type Requests } from '../../lib/simulation/requests';
import { simulateCell } from '../../lib/simulation/simulate-cell';

/** Means of the Azure conversation trace of 2023. */
const lengths = { input: 1155, output: 211 };
const requestsPerSecondOfEngine = 6;

/** About a 70B model on four H100. */
const engine = { maxSequences: 64, maxBatchedTokens: 8192, maxInFlight: 128, cacheBlocks: 30_000 };
const stepSeconds = (sequences: number, context: number, tokens: number, pairs: number): number =>
  0.012 + 1e-5 * sequences + 2e-8 * context + 3e-5 * tokens + 1e-9 * pairs;

export interface Measured {
  readonly cpuSeconds: number;
  readonly megabytes: number;
}

/**
 * CPU time and memory of simulating so many requests on 16 engines, with all quantiles. Memory is that of the whole
 * process, which is to do nothing else.
 */
export function simulateMany(count: number): Measured {
  simulated(randomRequests(warmUpRequests), engines);
  const requests = randomRequests(count);
  return {
    cpuSeconds: cpuSecondsOf(() => simulated(requests, engines)),
    megabytes: process.resourceUsage().maxRSS / 1024,
  };
}

const engines = 16;

/** So many are simulated first, so that everything is compiled. */
const warmUpRequests = 20_000;

function randomRequests(count: number): Requests {
  const random = new Random(1);
  const rate = requestsPerSecondOfEngine * engines;
  const times = arrivalTimes(random, poissonGaps, rate, count / rate);
  const requests = { ...emptyRequests(times.length), arrivalSeconds: times };
  for (let request = 0; request < times.length; request += 1) {
    requests.inputTokens[request] = drawnLength(random, lengths.input, 8192);
    requests.outputTokens[request] = drawnLength(random, lengths.output, 1024);
  }
  return requests;
}

/** The trace of 2023 in so many regions, each with so many engines; CPU seconds, once everything is compiled. */
export function replayAzure(regions: number, enginesOfRegion: number): number {
  const recorded = readRequests([readFileSync('fleets/traces/azure-llm-2023-conversation.csv.gz')]);
  const parts = Array.from({ length: regions }, (_, region) => {
    const chosen = Array.from({ length: recorded.count }, (_, index) => index).filter(
      (index) => index % regions === region,
    );
    const requests = emptyRequests(chosen.length);
    chosen.forEach((from, to) => {
      requests.arrivalSeconds[to] = recorded.seconds[from] as number;
      requests.inputTokens[to] = Math.max(1, recorded.inputTokens[from] as number);
      requests.outputTokens[to] = Math.max(1, recorded.outputTokens[from] as number);
    });
    return requests;
  });
  const run = () => {
    for (const requests of parts) {
      simulated(requests, enginesOfRegion);
    }
  };
  run();
  return cpuSecondsOf(run);
}

function simulated(requests: Requests, engines: number): void {
  const outcome = simulateCell(requests, { engine, stepSeconds, replicasPerInstance: 1, instances: engines });
  const { timeToFirstToken, timePerOutputToken, endToEnd } = latenciesOf([{ requests, outcome }], 0, 0);
  for (const values of [timeToFirstToken, timePerOutputToken, endToEnd]) {
    quantilesOf(values);
  }
}

function cpuSecondsOf(action: () => void): number {
  const before = process.cpuUsage();
  action();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
