import { terminalTable } from '../../lib/report/terminal-table';
import type { Errors, Summary } from './summary';
import type { Verdict } from './verdicts';

const percent = (ratio: number): string => `${(ratio * 100).toFixed(1)} %`;

export const errorTable = (
  name: string,
  summaries: readonly Summary[],
  errorsOf: (summary: Summary) => Errors,
): string =>
  terminalTable(
    `${name}, error on held-out points`,
    ['group', 'points', 'median', 'p90', 'textbook', 'its p90', 'ratio', 'in range'],
    summaries.map((summary) => {
      const { median, p90, textbookMedian, textbookP90, coverage } = errorsOf(summary);
      return [
        summary.group,
        String(summary.points),
        percent(median),
        percent(p90),
        percent(textbookMedian),
        percent(textbookP90),
        (median / textbookMedian).toFixed(2),
        percent(coverage),
      ];
    }),
  );

export const verdictTable = (verdicts: readonly Verdict[]): string =>
  terminalTable(
    'Targets',
    ['what', 'value', 'target', ''],
    verdicts.map(({ what, value, target, passed }) => [what, value.toFixed(3), target, passed ? 'pass' : 'FAIL']),
  );
