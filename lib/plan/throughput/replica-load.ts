import { cautiousLatency } from '../../figures/figure';
import type { LatencyObjectives } from '../../fleet/schema/objectives-schema';
import type { ReplicaThroughput } from '../../throughput/replica-throughput';

/** Whether both latencies, at the slow end of their range, stay within what is promised. */
export const meetsLatency = (replica: ReplicaThroughput, latency: LatencyObjectives | undefined): boolean =>
  latency === undefined ||
  (cautiousLatency(replica.timeToFirstTokenSeconds) <= latency.timeToFirstTokenSeconds &&
    cautiousLatency(replica.timePerOutputTokenSeconds) <= latency.timePerOutputTokenSeconds);
