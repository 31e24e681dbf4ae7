import { answerFaults } from '../../lib/engine/forward-progress';
import type { AnswerCounts } from './answer-counts';

/** What is known of an engine's newest answers. Times in seconds of the agent's own clock. */
export interface AnswerRecord {
  readonly total: AnswerCounts;
  readonly recent: readonly (AnswerCounts & { readonly at: number })[];
  /** Failures without an answer that succeeded between them. */
  readonly failedInARow: number;
}

/** The record of an engine that has just begun to serve. */
export const startedRecord = (total: AnswerCounts): AnswerRecord => ({ total, recent: [], failedInARow: 0 });

export function afterCounts(record: AnswerRecord, at: number, total: AnswerCounts): AnswerRecord {
  const since = (now: number, before: number): number => (now < before ? now : now - before);
  const answered = since(total.answered, record.total.answered);
  const failed = since(total.failed, record.total.failed);
  return {
    total,
    recent: [...record.recent, { at, answered, failed }].filter(
      (counts) => at - counts.at < answerFaults.windowSeconds,
    ),
    failedInARow: answered > 0 ? 0 : record.failedInARow + failed,
  };
}

/** Says which share of the answers failed, where it is too large to be the fault of single requests. */
export function answerFault({ recent, failedInARow }: AnswerRecord): string | undefined {
  const { windowSeconds, leastAnswers, failedRatio } = answerFaults;
  const sum = (pick: (counts: AnswerCounts) => number): number =>
    recent.reduce((total, counts) => total + pick(counts), 0);
  const failed = sum((counts) => counts.failed);
  const all = failed + sum((counts) => counts.answered);
  if (all >= leastAnswers && failed / all > failedRatio) {
    return `${failed} of ${all} answers failed within ${windowSeconds} s`;
  }
  return failedInARow >= answerFaults.failedInARow ? `${failedInARow} answers in a row failed` : undefined;
}
