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

/**
 * @param answers of an engine, by status
 * @param unanswered requests that it left without an answer
 */
export function answerCounts(answers: Readonly<Record<number, number>>, unanswered: number): AnswerCounts {
  const sum = (counts: (status: number) => boolean): number =>
    Object.entries(answers).reduce((total, [status, count]) => total + (counts(Number(status)) ? count : 0), 0);
  return {
    answered: sum((status) => status < 400),
    failed: sum((status) => status >= 500 && status !== 503) + unanswered,
  };
}
