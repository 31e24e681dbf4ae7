import { type Asked, awsFinding } from './aws-finding';
import { FindingError } from './finding-error';

/** The answer of AWS. @throws FindingError saying what was asked */
export async function ask<T>(asked: Asked, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (thrown) {
    throw new FindingError(awsFinding(asked, thrown));
  }
}
