import pc from 'picocolors';
import type { PlannedFleet } from '../plan/make-plan';

type Finding = PlannedFleet['findings'][number];

/** Findings as lines for people, errors first; empty when there are none. */
export function findingsText(findings: readonly Finding[]): string {
  const ordered = [...findings].sort((a, b) => rank(a) - rank(b));
  return ordered
    .map(({ level, path, message, source }) => {
      const label = level === 'error' ? pc.red('error') : pc.yellow('warning');
      return `${label} ${pc.bold(path)}: ${message} ${pc.dim(`[${source}]`)}\n`;
    })
    .join('');
}

/** One line that says how many there are, for pages that have no room for them. */
export function findingsCount(findings: readonly Finding[], more: string): string {
  const warnings = findings.filter(({ level }) => level === 'warning').length;
  return warnings === 0 ? '' : `${pc.yellow(`${warnings} warning${warnings === 1 ? '' : 's'}`)}: ${more}\n`;
}

const rank = ({ level }: Finding): number => (level === 'error' ? 0 : 1);
