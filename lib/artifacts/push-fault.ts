import type { Finding } from '../fleet/findings';
import { type Asked, awsFinding } from './aws-finding';

/** What ends a push: a finding that could not be known before something was sent. */
export class PushFault extends Error {
  constructor(readonly finding: Finding) {
    super(finding.message);
  }
}

/** The answer of AWS. @throws PushFault saying what was asked */
export async function ask<T>(asked: Asked, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (thrown) {
    throw new PushFault(awsFinding(asked, thrown));
  }
}
