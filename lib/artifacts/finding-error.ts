import type { Finding } from '../contract/findings';

/** Ends a command with a finding that only AWS, a registry or a file could reveal. */
export class FindingError extends Error {
  constructor(readonly finding: Finding) {
    super(finding.message);
  }
}
