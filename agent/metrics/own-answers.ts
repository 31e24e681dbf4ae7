import type { ProbeOutcome } from '../../lib/engine/probe';

/** What came back on a probe, and after how long. */
export interface ProbeAnswer {
  readonly outcome: ProbeOutcome;
  /** Undefined when nothing came in time. */
  readonly status: number | undefined;
  readonly seconds: number;
  readonly promptTokens: number;
  readonly generatedTokens: number;
}

/** The agent's own requests to an engine since the engine started. They are not traffic of users. */
export interface OwnAnswers {
  readonly requests: number;
  readonly answers: number;
  readonly seconds: number;
  readonly promptTokens: number;
  readonly generatedTokens: number;
}

export const noOwnAnswers: OwnAnswers = { requests: 0, answers: 0, seconds: 0, promptTokens: 0, generatedTokens: 0 };

/** A refused probe is in none of the engine's counters; one that failed may have been cut after it had begun. */
export function afterOwn(
  own: OwnAnswers,
  { outcome, seconds, promptTokens, generatedTokens }: ProbeAnswer,
): OwnAnswers {
  const answered = outcome === 'answered';
  const refused = outcome === 'refused' || outcome === 'full';
  return {
    requests: own.requests + (refused ? 0 : 1),
    answers: own.answers + (answered ? 1 : 0),
    seconds: own.seconds + (answered ? seconds : 0),
    promptTokens: own.promptTokens + promptTokens,
    generatedTokens: own.generatedTokens + generatedTokens,
  };
}

/** Tokens of an answer as an engine states them, whatever the task; none where it does not. */
export function usageOf(text: string): Pick<ProbeAnswer, 'promptTokens' | 'generatedTokens'> {
  try {
    const { usage = {} } = JSON.parse(text) as { usage?: Readonly<Record<string, unknown>> };
    const { prompt_tokens: prompt, completion_tokens: generated, total_tokens: all } = usage;
    return { promptTokens: Number(prompt ?? all ?? 0), generatedTokens: Number(generated ?? 0) };
  } catch {
    return { promptTokens: 0, generatedTokens: 0 };
  }
}
