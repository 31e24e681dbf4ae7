import { type Finding, warning } from '../../contract/findings';
import { englishNumber } from '../../figures/english-number';
import type { Fleet, Workload } from '../../fleet/fleet';

const source = 'demand of the workloads: docs/fleet-file.md';

/** Memory is planned for the limit, so a limit far above what is asked buys nothing but instances. */
const limitToP95Ratio = 4;

const fields = [
  { field: 'maxInputTokens', p95: 'p95InputTokens' },
  { field: 'maxOutputTokens', p95: 'p95OutputTokens' },
] as const;

/**
 * Token limits far above what the trace asks for, each with what it costs: the plan is made again without it.
 *
 * @param expectedOf what a fleet costs by the arithmetic of mean loads, as it is and changed
 */
export const limitFindings = (fleet: Fleet, expectedOf: (changed: Fleet) => number | undefined): Finding[] =>
  fleet.workloads.flatMap((workload, index) =>
    fields.flatMap(({ field, p95 }) => {
      const observed = workload.demand.trace?.statistics[p95];
      const limit = workload[field];
      if (observed === undefined || limit <= observed * limitToP95Ratio) {
        return [];
      }
      const enough = observed * limitToP95Ratio;
      const less = expectedOf(withWorkload(fleet, index, { ...workload, [field]: enough }));
      const now = less === undefined ? undefined : expectedOf(fleet);
      const cost = less === undefined || now === undefined ? undefined : Math.round(now - less);
      return [
        warning(['workloads', index, field], {
          problem: `is more than ${limitToP95Ratio} times what 95 % of the trace needs${costText(cost)}: unbounded context growth starts here`,
          got: limit,
          expected: `${observed} to ${enough} tokens`,
          fix: 'set the limit by what is served',
          source,
        }),
      ];
    }),
  );

const costText = (usd: number | undefined): string =>
  usd === undefined || usd <= 0
    ? ''
    : ` and costs ${englishNumber(usd)} USD/month more than ${limitToP95Ratio} times that, by the arithmetic of mean loads`;

const withWorkload = (fleet: Fleet, index: number, workload: Workload): Fleet => ({
  ...fleet,
  workloads: fleet.workloads.map((one, position) => (position === index ? workload : one)),
});
