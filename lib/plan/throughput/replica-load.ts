import { cautiousLatency, type Figure } from '../../figures/figure';
import type { Fleet } from '../../fleet/fleet';
import type { LatencyObjectives } from '../../fleet/schema/objectives-schema';
import type { ReplicaThroughput } from '../../throughput/replica-throughput';

/** `central` is the value of a throughput, `cautious` the end of its range that promises less. */
export type Confidence = NonNullable<Fleet['confidence']>;

/** Whether both latencies stay within what is promised: at the slow end of their range, or as they are expected. */
export function meetsLatency(
  replica: ReplicaThroughput,
  latency: LatencyObjectives | undefined,
  end: Confidence = 'cautious',
): boolean {
  const seconds = (figure: Figure): number => (end === 'cautious' ? cautiousLatency(figure) : figure.value);
  return (
    latency === undefined ||
    (seconds(replica.timeToFirstTokenSeconds) <= latency.timeToFirstTokenSeconds &&
      seconds(replica.timePerOutputTokenSeconds) <= latency.timePerOutputTokenSeconds)
  );
}
