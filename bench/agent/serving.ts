import { quantile } from '../quantile';
import { type Instance, untilReady } from './instance';
import { generateLoad } from './load';
import type { LoadReport, LoadTarget } from './load-plan';
import { cpuSecondsOf, memoryOf } from './proc';
import { atMost, figure, type Result, said } from './result';
import { sampled } from './sampled';

const perSecond = 200;
/** Rate of requests sent directly to the engine at the same time. It is enough for a 99th percentile in a minute. */
const directPerSecond = 20;
const readyPerSecond = 10;
/** The answers are short, so that an engine on the same two cores keeps up. */
const answerTokens = [2, 4, 8];
const memoryLimitMB = 120;

/** Measures requests through the agent and, in the same seconds, requests sent directly to the engine. */
export async function measureServing(instance: Instance, seconds: number): Promise<Result[]> {
  await untilReady(instance);
  const {
    pid,
    servingUrl,
    engineUrls: [engineUrl = ''],
    readyUrl,
  } = instance;
  const path = '/v1/chat/completions';
  const ready: LoadTarget = { name: 'ready', url: readyUrl, perSecond: readyPerSecond, answerTokens: [] };
  const completions = (name: string, url: string, rate: number): LoadTarget => ({
    ...{ name, url: `${url}${path}`, perSecond: rate, answerTokens },
  });
  const idle = await generateLoad({ seconds: seconds / 3, targets: [ready] });
  const cpuBefore = cpuSecondsOf(pid);
  const targets = [
    completions('agent', servingUrl, perSecond),
    completions('engine', engineUrl, directPerSecond),
    ready,
  ];
  const { value: reports, samples } = await sampled(
    1,
    () => memoryOf(pid).residentMB,
    () => generateLoad({ seconds, targets }),
  );
  const cpuSeconds = cpuSecondsOf(pid) - cpuBefore;
  const [throughAgent, direct, underLoad] = targets.map(({ name }) => reportOf(reports, name));
  if (throughAgent === undefined || direct === undefined || underLoad === undefined) {
    throw new Error('load generator: must report on every target');
  }
  return [
    atMost('resident memory while serving, the most of any second', Math.max(...samples), 'MB', memoryLimitMB),
    atMost(
      'requests that failed',
      throughAgent.failed + direct.failed + underLoad.failed,
      `of ${throughAgent.asked}`,
      0,
    ),
    said('CPU of the agent per 1,000 requests', `${figure((cpuSeconds / throughAgent.asked) * 1000)} s`),
    ...beside('first byte', throughAgent.firstByte, direct.firstByte),
    ...beside('whole answer', throughAgent.whole, direct.whole),
    said('GET /ready, idle', percentiles(reportOf(idle, 'ready')?.whole ?? [])),
    said('GET /ready, under that load', percentiles(underLoad.whole)),
  ];
}

const shares = [
  ['p50', 0.5],
  ['p99', 0.99],
] as const;

const percentiles = (milliseconds: readonly number[]): string =>
  shares.map(([name, share]) => `${name} ${figure(quantile(milliseconds, share))} ms`).join(', ');

const beside = (what: string, agent: readonly number[], engine: readonly number[]): Result[] =>
  shares.map(([name, share]) => {
    const [through, direct] = [quantile(agent, share), quantile(engine, share)];
    const added = `${figure(through - direct)} ms, ratio ${(through / direct).toFixed(3)}`;
    return said(`${what}, added ${name}`, `${figure(through)} − ${figure(direct)} = ${added}`);
  });

const reportOf = (reports: readonly LoadReport[], wanted: string): LoadReport | undefined =>
  reports.find(({ name }) => name === wanted);
