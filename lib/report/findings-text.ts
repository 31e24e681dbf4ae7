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

const rank = ({ level }: Finding): number => (level === 'error' ? 0 : 1);
