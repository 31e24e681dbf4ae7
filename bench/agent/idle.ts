import { setTimeout } from 'node:timers/promises';
import { type Instance, untilReady } from './instance';
import { cpuSecondsOf, memoryOf } from './proc';
import { atMost, figure, type Result, said } from './result';

/** Until then the start is over: the engine has answered and the download threads have ended. */
const settleSeconds = 10;
const coreLimitPercent = 1;

/** Measures an idle agent, which only looks after its engine. */
export async function measureIdle(instance: Instance, seconds: number): Promise<Result[]> {
  await untilReady(instance);
  await setTimeout(settleSeconds * 1000);
  const before = cpuSecondsOf(instance.pid);
  await setTimeout(seconds * 1000);
  const share = (cpuSecondsOf(instance.pid) - before) / seconds;
  return [
    atMost('CPU at the usual cadence without traffic, of one core', share * 100, '%', coreLimitPercent),
    said('resident memory without traffic', `${figure(memoryOf(instance.pid).residentMB)} MB`),
  ];
}
