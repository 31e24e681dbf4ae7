import { quantile } from '../quantile';
import { type Instance, untilReady } from './instance';
import { cpuSecondsOf, memoryOf } from './proc';
import { atLeast, atMost, figure, type Result, said } from './result';
import { runGenerator } from './run-generator';
import type { StreamPlan, StreamReport } from './stream-plan';

const streamCounts = [1, 16, 64] as const;
/** Those at which the limits hold. */
const mostStreams = 64;
/** As many as the engine of the benchmark runs at once: about half of the chunks a second that a full p5 makes. */
const allStreams = 256;
const limits = { p50Milliseconds: 0.5, p99Milliseconds: 3, chunksPerCpuSecond: 40_000 } as const;
const turns = 3;
const tokens = 100;
const refusedPerSecond = 50;

/** An engine in the benchmark answers at the speed of a chat, and stamps each chunk with the time at which it was sent. */
export const stampingEngine = { tokensPerSecond: 50, prefillSeconds: 0, stampsTokens: true, answerTokens: tokens };

/** Measures an engine asked directly and through HAProxy, in turns: latency, chunks for HAProxy's CPU time, memory. */
export async function measureServing(instance: Instance, seconds: number): Promise<Result[]> {
  await untilReady(instance);
  const results: Result[] = [];
  for (const streams of streamCounts) {
    results.push(...(await measureStreams(instance, streams, seconds / (2 * turns))));
  }
  const plan = { seconds: seconds / 2, streams: allStreams, tokens, refusedPerSecond: 0, url: instance.servingUrl };
  results.push(...(await measureChunks(instance, plan)));
  return results;
}

async function measureStreams(instance: Instance, streams: number, seconds: number): Promise<Result[]> {
  const [engineUrl = ''] = instance.engineUrls;
  const plan = { seconds, streams, tokens, refusedPerSecond };
  const ask = (url: string): Promise<StreamReport> =>
    runGenerator<StreamPlan, StreamReport>('stream-generator', { ...plan, url });
  const direct: StreamReport[] = [];
  const guarded: StreamReport[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    direct.push(await ask(engineUrl));
    guarded.push(await ask(instance.servingUrl));
  }
  const sum = (reports: readonly StreamReport[], pick: (report: StreamReport) => number): number =>
    reports.reduce((total, report) => total + pick(report), 0);
  const both = [...direct, ...guarded];
  const of = `${streams} streams`;
  const isLimited = streams === mostStreams;
  return [
    atMost(
      `${of}: requests that failed`,
      sum(both, ({ failed }) => failed),
      `of ${sum(both, ({ asked }) => asked)}`,
      0,
    ),
    ...added(
      `${of}: first byte`,
      isLimited,
      guarded.flatMap((r) => r.refusals),
      direct.flatMap((r) => r.refusals),
    ),
    ...added(
      `${of}: a chunk`,
      isLimited,
      guarded.flatMap((r) => r.delays),
      direct.flatMap((r) => r.delays),
    ),
    ...(isLimited
      ? await measureChunks(instance, {
          ...plan,
          seconds: seconds * turns,
          url: instance.servingUrl,
          refusedPerSecond: 0,
        })
      : []),
  ];
}

/** Measures the CPU time of HAProxy that its chunks take, the beginnings of their streams included. */
async function measureChunks(instance: Instance, plan: StreamPlan): Promise<Result[]> {
  const guard = instance.guardPid();
  const before = cpuSecondsOf(guard);
  const { chunks, alone } = await runGenerator<StreamPlan, StreamReport>('stream-generator', plan);
  const cpuSeconds = cpuSecondsOf(guard) - before;
  const of = `${plan.streams} streams`;
  return [
    atLeast(
      `${of}: chunks read alone, a second of HAProxy's CPU time`,
      alone / cpuSeconds,
      '',
      limits.chunksPerCpuSecond,
    ),
    said(`${of}: chunks, and share of those read alone`, `${chunks}, ${((alone / chunks) * 100).toFixed(0)} %`),
    said(`${of}: CPU time of HAProxy`, `${figure(cpuSeconds)} s`),
    said(`${of}: resident memory of agent and HAProxy`, memories(instance)),
  ];
}

const memories = (instance: Instance): string =>
  `${figure(memoryOf(instance.pid).residentMB)} MB, ${figure(memoryOf(instance.guardPid()).residentMB)} MB`;

/** What HAProxy adds to a time: the difference of quantiles, and their ratio. */
function added(what: string, isLimited: boolean, guarded: readonly number[], direct: readonly number[]): Result[] {
  return (
    [
      ['p50', 0.5, limits.p50Milliseconds],
      ['p99', 0.99, limits.p99Milliseconds],
    ] as const
  ).map(([name, share, limit]) => {
    const [through, without] = [quantile(guarded, share), quantile(direct, share)];
    const title = `${what}, added ${name}`;
    const terms = `${figure(through)} − ${figure(without)} ms, ratio ${(through / without).toFixed(2)}`;
    const result = atMost(title, through - without, `ms (${terms})`, limit);
    return isLimited ? { ...result, limit: `≤ ${limit} ms` } : said(title, result.measured);
  });
}
