/**
 * What users got from one engine, counted since some moment; a count that fell was started anew. Refusals (4xx, 503 of a
 * full queue) are in neither count.
 */
export interface AnswerCounts {
  /** Answers with a status below 400. */
  readonly answered: number;
  /** Answers with 500 and above but 503, and requests that the engine left without an answer. */
  readonly failed: number;
}

export const noAnswers: AnswerCounts = { answered: 0, failed: 0 };

/** @param status undefined where the engine gave no answer to a client that still waited for it */
export function afterAnswer({ answered, failed }: AnswerCounts, status: number | undefined): AnswerCounts {
  if (status === undefined || (status >= 500 && status !== 503)) {
    return { answered, failed: failed + 1 };
  }
  return status < 400 ? { answered: answered + 1, failed } : { answered, failed };
}
