import type { StepSeconds } from './step-seconds';

/** Mean latency of one engine whose clients keep so many requests in flight. */
export interface ClosedLoopPoint {
  readonly concurrency: number;
  readonly timeToFirstTokenSeconds: number;
  readonly timePerOutputTokenSeconds: number;
}

/** Mean lengths of the requests of the points. */
export interface PointLengths {
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Prompt tokens that are computed, the rest being in the prefix cache. */
  readonly prefillTokens: number;
}

/** What physics say about the parts of a step; both are taken as lower where the points allow no more. */
export interface StepParts {
  readonly secondsPerPromptToken: number;
  /** Reading one token of the KV cache. */
  readonly secondsPerContextToken: number;
}

/** How long steps take, and what a request waits outside the engine. */
export interface StepModel {
  readonly stepSeconds: StepSeconds;
  readonly overheadSeconds: number;
}

/**
 * Step times with which an engine, under the closed loop of each point, is as fast as the point says.
 *
 * In a turn of the loop every one of `c` requests has its prompt computed (P seconds each) and takes part in one step for
 * each of its O tokens, so that a request takes c × P + O × step(c) in the engine. The rest of the time to first token of
 * the point with the lowest concurrency passes outside the engine. Between points steps are interpolated, beyond the last
 * one extrapolated.
 *
 * @param points at least one; latencies above 0
 * @param most sequences that steps may have
 */
export function stepsThroughPoints(
  points: readonly ClosedLoopPoint[],
  lengths: PointLengths,
  parts: StepParts,
  most: number,
): StepModel {
  const sorted = [...points].sort((a, b) => a.concurrency - b.concurrency);
  const first = sorted[0] as ClosedLoopPoint;
  const { outputTokens, inputTokens } = lengths;
  const prompt = promptSeconds(sorted, lengths, parts.secondsPerPromptToken * lengths.prefillTokens);
  const overheadSeconds = overheadOf(first, outputTokens, prompt);
  const steps = sorted.map((point) => ({
    concurrency: point.concurrency,
    seconds: (turnSeconds(point, outputTokens) - overheadSeconds - point.concurrency * prompt) / outputTokens,
  }));
  const table = interpolated(steps, most);
  const context = inputTokens + outputTokens / 2;
  const perContextToken = Math.min(
    parts.secondsPerContextToken,
    ...growthPerSequence(table).map((each) => each / context),
  );
  const perPromptToken = prompt / lengths.prefillTokens;
  return {
    overheadSeconds,
    stepSeconds: (sequences, contextTokens, promptTokens) =>
      (table[sequences] as number) +
      perContextToken * (contextTokens - sequences * context) +
      perPromptToken * promptTokens,
  };
}

const turnSeconds = (point: ClosedLoopPoint, outputTokens: number): number =>
  point.timeToFirstTokenSeconds + (outputTokens - 1) * point.timePerOutputTokenSeconds;

/** A decode step at the lowest concurrency, without the prompts of the others that pass between tokens. */
const emptiestStep = (
  { concurrency, timePerOutputTokenSeconds }: ClosedLoopPoint,
  outputTokens: number,
  prompt: number,
) => timePerOutputTokenSeconds - ((concurrency - 1) * prompt) / Math.max(1, outputTokens - 1);

const overheadOf = (first: ClosedLoopPoint, outputTokens: number, prompt: number): number =>
  Math.max(0, first.timeToFirstTokenSeconds - prompt - emptiestStep(first, outputTokens, prompt));

/** No more than leaves the steps of every point at least as long as those of the emptiest one. */
function promptSeconds(points: readonly ClosedLoopPoint[], { outputTokens }: PointLengths, expected: number): number {
  const first = points[0] as ClosedLoopPoint;
  const step = first.timePerOutputTokenSeconds;
  const most = points
    .filter(({ concurrency }) => concurrency > 1)
    .map((point) => (turnSeconds(point, outputTokens) - outputTokens * step) / (point.concurrency - 1));
  return Math.max(0, Math.min(expected, first.timeToFirstTokenSeconds - step, ...most));
}

/** Seconds of a step by its number of sequences, none included; more sequences never take less. */
function interpolated(
  steps: readonly { readonly concurrency: number; readonly seconds: number }[],
  most: number,
): Float64Array {
  const table = new Float64Array(most + 1);
  for (let sequences = 0; sequences <= most; sequences += 1) {
    const after = steps.findIndex(({ concurrency }) => concurrency >= sequences);
    const index = Math.min(steps.length - 1, after < 0 ? steps.length - 1 : after);
    const upper = steps[index] as (typeof steps)[number];
    const lower = steps[Math.max(0, index - 1)] as (typeof steps)[number];
    const slope = upper === lower ? 0 : (upper.seconds - lower.seconds) / (upper.concurrency - lower.concurrency);
    const seconds =
      upper.seconds + Math.max(0, slope) * (Math.max(sequences, steps[0]?.concurrency ?? 0) - upper.concurrency);
    table[sequences] = Math.max(seconds, table[sequences - 1] ?? 0);
  }
  return table;
}

/** How much longer a step is than one of a single sequence, for each sequence more. */
const growthPerSequence = (table: Float64Array): number[] =>
  [...table].map((seconds, sequences) =>
    sequences < 2 ? Number.POSITIVE_INFINITY : (seconds - (table[1] as number)) / sequences,
  );
