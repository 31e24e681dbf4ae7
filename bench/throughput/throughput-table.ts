import { terminalTable } from '../../lib/report/terminal-table';
import type { Errors, Summary } from './summary';
import type { Family, Verdict } from './verdicts';

const percent = (ratio: number): string => `${(ratio * 100).toFixed(1)} %`;

export const errorTable = (
  name: string,
  summaries: readonly Summary[],
  errorsOf: (summary: Summary) => Errors,
): string =>
  terminalTable(
    `${name}, error on held-out points`,
    ['group', 'points', 'median', 'p90', 'textbook', 'in range', 'unseen', 'range × ÷'],
    summaries
      .filter((summary) => errorsOf(summary).points > 0)
      .map((summary) => {
        const { points, median, p90, textbookMedian, coverage, coverageUnseen, range } = errorsOf(summary);
        return [
          summary.group,
          String(points),
          percent(median),
          percent(p90),
          percent(textbookMedian),
          percent(coverage),
          percent(coverageUnseen),
          range.toFixed(2),
        ];
      }),
  );

export const familyTable = (families: readonly Family[]): string =>
  terminalTable(
    'GPU families by public sources, TPOT',
    ['GPU', 'points', 'median', 'in range', 'of points', 'unseen', 'sources', ''],
    families.map(({ gpu, summary, sources, doubt }) => [
      gpu,
      String(summary.perOutputToken.points),
      percent(summary.perOutputToken.median),
      percent(summary.perOutputToken.coverage),
      percent(summary.perOutputToken.coverageOfPoints),
      percent(summary.perOutputToken.coverageUnseen),
      String(sources.length),
      doubt ?? '',
    ]),
    ['left', 'right', 'right', 'right', 'right', 'right', 'right', 'left'],
  );

export const verdictTable = (verdicts: readonly Verdict[]): string =>
  terminalTable(
    'Targets',
    ['what', 'value', 'target', ''],
    verdicts.map(({ what, value, target, passed }) => [what, value.toFixed(3), target, passed ? 'pass' : 'FAIL']),
  );
