import pc from 'picocolors';
import type { Finding, FindingPlace } from '../contract/findings';
import { type FindingGroup, groupedFindings } from './grouped-findings';

/** Findings as lines for people, errors first, warnings of one cause in one line; empty when there are none. */
export const findingsText = (findings: readonly Finding[]): string => groupedFindings(findings).map(groupText).join('');

function groupText({ shown: { level, path, message, source, at }, alsoAt }: FindingGroup): string {
  const label = level === 'error' ? pc.red('error') : pc.yellow('warning');
  return `${label} ${pc.bold(path)}: ${message}${alsoText(alsoAt)} ${pc.dim(`[${source}]`)}${placeText(at)}\n`;
}

/** ` (2 more of the same cause: models[1].instanceTypes, …)` */
export const alsoText = (alsoAt: readonly string[]): string =>
  alsoAt.length === 0 ? '' : ` (${alsoAt.length} more of the same cause: ${alsoAt.join(', ')})`;

/** ` fleet.yaml:12:5`, which terminals and editors open. */
const placeText = (at: FindingPlace | undefined): string =>
  at === undefined ? '' : ` ${at.file}:${at.line}:${at.column}`;
