import type { Bucket, EngineSample, FirstTokens } from './engine-sample';

/** What happened on an engine between two looks at it. A counter that fell was started anew. */
export interface Minute {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly preemptions: number;
  readonly requests: number;
  readonly firstTokens: FirstTokens;
  readonly timeToFirstToken: readonly Bucket[];
  readonly timePerOutputToken: readonly Bucket[];
}

export function minuteBetween(before: EngineSample | undefined, after: EngineSample): Minute {
  const restarted = before === undefined || after.allPromptTokens < before.allPromptTokens;
  const from = restarted ? undefined : before;
  return {
    inputTokens: Math.max(0, after.promptTokens - (from?.promptTokens ?? 0)),
    outputTokens: Math.max(0, after.generatedTokens - (from?.generatedTokens ?? 0)),
    preemptions: Math.max(0, after.preemptions - (from?.preemptions ?? 0)),
    requests: Math.max(0, after.requests - (from?.requests ?? 0)),
    firstTokens: {
      seconds: Math.max(0, after.firstTokens.seconds - (from?.firstTokens.seconds ?? 0)),
      answers: Math.max(0, after.firstTokens.answers - (from?.firstTokens.answers ?? 0)),
    },
    timeToFirstToken: bucketsBetween(from?.timeToFirstToken, after.timeToFirstToken),
    timePerOutputToken: bucketsBetween(from?.timePerOutputToken, after.timePerOutputToken),
  };
}

const bucketsBetween = (before: readonly Bucket[] = [], after: readonly Bucket[]): Bucket[] =>
  after
    .map(({ atMost, count }) => ({
      atMost,
      count: count - (before.find((bucket) => bucket.atMost === atMost)?.count ?? 0),
    }))
    .filter(({ count }) => count > 0);

/** The same of several engines together. */
export const minutesTogether = (minutes: readonly Minute[]): Minute => ({
  inputTokens: sum(minutes.map(({ inputTokens }) => inputTokens)),
  outputTokens: sum(minutes.map(({ outputTokens }) => outputTokens)),
  preemptions: sum(minutes.map(({ preemptions }) => preemptions)),
  requests: sum(minutes.map(({ requests }) => requests)),
  firstTokens: {
    seconds: sum(minutes.map(({ firstTokens }) => firstTokens.seconds)),
    answers: sum(minutes.map(({ firstTokens }) => firstTokens.answers)),
  },
  timeToFirstToken: bucketsTogether(minutes.flatMap(({ timeToFirstToken }) => timeToFirstToken)),
  timePerOutputToken: bucketsTogether(minutes.flatMap(({ timePerOutputToken }) => timePerOutputToken)),
});

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

function bucketsTogether(buckets: readonly Bucket[]): Bucket[] {
  const counts = new Map<number, number>();
  for (const { atMost, count } of buckets) {
    counts.set(atMost, (counts.get(atMost) ?? 0) + count);
  }
  return [...counts].map(([atMost, count]) => ({ atMost, count }));
}
