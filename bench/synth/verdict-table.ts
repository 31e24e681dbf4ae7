import { terminalTable } from '../../lib/report/terminal-table';
import type { Verdict } from './verdicts';

export function verdictTable(verdicts: readonly Verdict[]): string {
  const rows = verdicts.map(({ what, unit, ours, other, ratio, wallRatio, limit, passed }) => [
    what,
    `${digits[unit](ours)} ${unit}`,
    other === undefined ? '' : digits[unit](other),
    other === undefined ? '' : ratio.toFixed(2),
    other === undefined ? `≤ ${digits[unit](limit)} ${unit}` : `≤ ${limit.toFixed(2)}`,
    wallRatio?.toFixed(2) ?? '',
    passed ? 'pass' : 'FAIL',
  ]);
  return terminalTable('Synth', ['what', 'ours', 'other', 'ratio', 'limit', 'wall ratio', ''], rows);
}

const digits: Record<Verdict['unit'], (value: number) => string> = {
  's CPU': (value) => value.toFixed(3),
  MB: (value) => value.toFixed(0),
  modules: String,
  resources: String,
};
