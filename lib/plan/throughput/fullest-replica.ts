import type { GpuInstanceType } from '../../catalogue/instance-types';
import type { Model, Workload } from '../../fleet/fleet';
import type { ReplicaThroughput } from '../../throughput/replica-throughput';
import { throughputBetween } from './replica-throughput';

/** How often the step to the next known concurrency is halved: an eighth of it is what may be left out. */
const halvings = 3;

/**
 * The replica with the most requests at once that still fits. Concurrencies at which most is known double from one to the
 * next, so those between the last that fits and the first that does not are tried too.
 *
 * @param points lowest concurrency first
 * @param fits whether memory and objectives allow it
 */
export function fullestReplica(
  points: readonly ReplicaThroughput[],
  { model, workload, type }: { readonly model: Model; readonly workload: Workload; readonly type: GpuInstanceType },
  fits: (replica: ReplicaThroughput) => boolean,
): ReplicaThroughput | undefined {
  let best = points.filter(fits).at(-1);
  const above = points.find(({ concurrency }) => concurrency > (best?.concurrency ?? 0));
  // A measured point is surer than what is expected beyond it.
  if (best === undefined || above === undefined || best.requestsPerSecond.origin === 'measured') {
    return best;
  }
  let short = above.concurrency;
  for (let halving = 0; halving < halvings; halving += 1) {
    const middle = Math.floor((best.concurrency + short) / 2);
    const between = throughputBetween(model, workload, type, middle);
    if (middle > best.concurrency && between !== undefined && fits(between)) {
      best = between;
    } else {
      short = middle;
    }
  }
  return best;
}
