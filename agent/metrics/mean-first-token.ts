import { firstTokenWindow } from '../../lib/contract/first-token';
import type { FirstTokens } from './engine-sample';

/** The mean over as few of the newest minutes as hold enough answers; undefined where all minutes together hold too few. */
export function meanFirstTokenSeconds(minutes: readonly FirstTokens[]): number | undefined {
  let seconds = 0;
  let answers = 0;
  for (const minute of [...minutes].reverse()) {
    seconds += minute.seconds;
    answers += minute.answers;
    if (answers >= firstTokenWindow.leastAnswers) {
      return seconds / answers;
    }
  }
  return undefined;
}
