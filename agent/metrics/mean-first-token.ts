import { firstTokenWindow } from '../../lib/contract/first-token';
import type { FirstTokens } from './engine-sample';

/** Of as few of the newest minutes as hold enough answers; undefined where all of them together do not. */
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
