import { cautiousLatency, type Figure } from '../../figures/figure';
import type { LatencyObjectives } from '../../fleet/schema/objectives-schema';
import type { ReplicaThroughput } from '../../throughput/replica-throughput';
import type { Confidence } from './confidence';

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
