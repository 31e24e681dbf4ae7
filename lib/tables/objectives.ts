import { promisedPercentile } from '../contract/promised-percentile';
import { stated } from '../figures/figure';
import type { WorkloadPlan } from '../plan/plan';
import { amount, duration } from './cells';
import type { CellPart } from './table';

/** What a workload promises: latencies where a person waits, a deadline for a batch. */
export const objectiveParts = ({ latency, deadlineHours }: WorkloadPlan['objectives']): CellPart[] =>
  latency === undefined
    ? ['done in ', amount(stated(deadlineHours, 'h', 'objectives.deadlineHours or its default'))]
    : [
        'TTFT ',
        duration(stated(latency.timeToFirstTokenSeconds, 's', 'objectives.timeToFirstTokenSeconds')),
        ', TPOT ',
        duration(stated(latency.timePerOutputTokenSeconds, 's', 'objectives.timePerOutputTokenSeconds')),
        latency.percentile === undefined ? '' : ` at ${promisedPercentile(latency)}`,
      ];
