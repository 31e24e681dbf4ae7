import type { Finding } from '../contract/findings';
import { findingsText } from '../report/findings-text';
import { jsonText } from './fleet-option';

/** Ends a command that answers nothing else: findings go to standard error, or as JSON to standard output; the exit status is 1. */
export function failWith({ json }: { readonly json?: boolean }, findings: readonly Finding[]): void {
  process.stderr.write(json ? '' : findingsText(findings));
  process.stdout.write(json ? jsonText({ findings }) : '');
  process.exitCode = 1;
}
