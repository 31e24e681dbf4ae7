import { ask } from '../../artifacts/ask';
import type { Asked } from '../../artifacts/aws-finding';
import { FindingError } from '../../artifacts/finding-error';
import type { Answer } from '../../doctor/check';

/** What AWS answers, or why it does not. One question without an answer hides none of the others. */
export async function answered<T>(asked: Asked, question: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { value: await ask(asked, question()) };
  } catch (thrown) {
    if (thrown instanceof FindingError) {
      return { unanswered: thrown.finding };
    }
    throw thrown;
  }
}

/** An answer that says "there is none" by an error of this name. */
export async function orNone<T>(answer: Promise<T>, ...names: readonly string[]): Promise<T | undefined> {
  try {
    return await answer;
  } catch (thrown) {
    if (thrown instanceof Error && names.includes(thrown.name)) {
      return undefined;
    }
    throw thrown;
  }
}
