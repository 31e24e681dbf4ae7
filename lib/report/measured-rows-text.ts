import type { Calibration } from '../plan/measured/calibration';
import { replicaLoadsTable } from '../tables/calibration/replica-loads';
import { tableText } from './table-text';
import { wrappedLines } from './wrapped-lines';

export interface WrittenRows {
  /** The measured file. */
  readonly path: string;
  /** The rows, each beside what the plan expected. */
  readonly throughput: Calibration['throughput'];
  /** A sentence for each step without a row. */
  readonly dropped: readonly string[];
  /** Why the instance measured no further step. */
  readonly reason: string | undefined;
}

/** What one measurement found, and where it was written. */
export function measuredRowsText({ path, throughput, dropped, reason }: WrittenRows): string {
  const table = { ...replicaLoadsTable({ throughput }), title: 'One replica under the benchmark' };
  const sentences = [...(reason === undefined ? [] : [`${reason}.`]), ...dropped];
  return [
    throughput.length === 0 ? '' : tableText(table),
    ...sentences.map((sentence) => wrappedLines(sentence, '', '  ')),
    throughput.length === 0
      ? `${path}: unchanged, nothing was measured\n`
      : `${path}: written; review it with git diff\n`,
  ].join('');
}
