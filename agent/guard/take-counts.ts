import { type AnswerCounts, answerCounts } from '../readiness/answer-counts';
import type { EngineCounts } from './engine-counts';

/** What the guard counts of a replica. */
export interface CountedReplica {
  outstanding: number;
  answers: AnswerCounts;
}

/**
 * Takes over what HAProxy counts of each replica. Answers only grow, so where HAProxy does not know a replica for a while
 * the last counts stay: from zero, the next ones would be counted once more.
 */
export function takeCounts(replicas: readonly CountedReplica[], counts: readonly (EngineCounts | undefined)[]): void {
  replicas.forEach((replica, index) => {
    const count = counts[index];
    replica.outstanding = count?.outstanding ?? 0;
    if (count !== undefined) {
      replica.answers = answerCounts(count.answers, count.unanswered);
    }
  });
}
