import { cautiousLatency, type Figure } from '../../figures/figure';
import type { LatencyObjectives } from '../../fleet/schema/objectives-schema';

/** What one replica does at one concurrency. */
export interface ReplicaThroughput {
  readonly concurrency: number;
  readonly timeToFirstTokenSeconds: Figure;
  readonly timePerOutputTokenSeconds: Figure;
  readonly requestsPerSecond: Figure;
}

/** Whether both latencies, at the slow end of their range, stay within what is promised. */
export const meetsLatency = (replica: ReplicaThroughput, latency: LatencyObjectives | undefined): boolean =>
  latency === undefined ||
  (cautiousLatency(replica.timeToFirstTokenSeconds) <= latency.timeToFirstTokenSeconds &&
    cautiousLatency(replica.timePerOutputTokenSeconds) <= latency.timePerOutputTokenSeconds);
