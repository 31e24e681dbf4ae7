import type { Finding } from '../contract/findings';

/** What ends a command: a finding that could not be known before something outside was asked. */
export class FindingError extends Error {
  constructor(readonly finding: Finding) {
    super(finding.message);
  }
}
