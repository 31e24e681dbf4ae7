import { setTimeout } from 'node:timers/promises';
import { type Instance, untilReady } from './instance';
import { generateLoad } from './load';
import { memoryOf } from './proc';
import { atMost, figure, type Result, said } from './result';
import { sampled } from './sampled';

/** Seconds on the agent's clock for each real second. */
export const growthTimeFactor = 15;
const minutes = 30;
/** V8 grows its young generation once there is work, and returns pages later. Both are over after this share of the time. */
const warmUpShare = 1 / 3;
/** The heap varies by some MB between two garbage collections. A leak in every request or cycle would grow it by more. */
const toleranceRatio = 1.05;
const perSecond = 20;

/** Compares the agent's memory after half an hour of its cycles, with some traffic, with its memory after the warm-up. */
export async function measureGrowth(instance: Instance): Promise<Result[]> {
  await untilReady(instance);
  const seconds = (minutes * 60) / growthTimeFactor;
  const url = `${instance.servingUrl}/v1/chat/completions`;
  const { value, samples } = await sampled(
    0.5,
    () => memoryOf(instance.pid).residentMB,
    async () => {
      const reports = await generateLoad({
        seconds,
        targets: [{ name: 'agent', url, perSecond, answerTokens: [4, 8] }],
      });
      await setTimeout(1000);
      return reports;
    },
  );
  const { early, late } = growth(samples, warmUpShare);
  const asked = value.reduce((sum, report) => sum + report.asked, 0);
  const failed = value.reduce((sum, report) => sum + report.failed, 0);
  return [
    atMost(`memory after ${minutes} minutes of cycles ÷ after warm-up`, late / early, '', toleranceRatio),
    said('of them', `${figure(late)} MB ÷ ${figure(early)} MB`),
    atMost('requests that failed', failed, `of ${asked}`, 0),
  ];
}

/** Medians of the first and of the last quarter of the samples after the warm-up. */
export function growth(samples: readonly number[], warmUp: number): { early: number; late: number } {
  const counted = samples.slice(Math.floor(samples.length * warmUp));
  const quarter = Math.max(1, Math.floor(counted.length / 4));
  return { early: median(counted.slice(0, quarter)), late: median(counted.slice(-quarter)) };
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
