import { gpuPeaksProvenance } from '../../catalogue/gpu-peaks';
import type { GpuInstanceType } from '../../catalogue/instance-types';
import { assumed, derived, type Figure, published, show, stated } from '../../figures/figure';
import type { Model, Workload } from '../../fleet/fleet';
import type { ReplicaThroughput } from './replica-load';
import { rooflineReplica } from './roofline-replica';

/** Share of the GPUs' peak that embedding and reranking models reach, with short texts in large batches. */
const efficiency = assumed(0.3, 'ratio', 'share of the GPU peak that encoders reach; none was measured here', {
  low: 0.1,
  high: 0.5,
});

/** Texts that a replica computes at once; together they take as long as one after the other. */
const batches = [1, 2, 4, 8, 16, 32];

/** Throughput of a model that reads a text and generates none; empty where the GPU's peaks are unknown. */
export function encoderThroughput(model: Model, { demand }: Workload, type: GpuInstanceType): ReplicaThroughput[] {
  const replica = rooflineReplica(model, type);
  if (replica === undefined) {
    return [];
  }
  const tokens = demand.meanInputTokens;
  const rate = (share: number): number =>
    (replica.flopsPerSecond * replica.tensorParallel * share) / (2 * replica.parameters * tokens);
  const { value, low = value, high = value } = efficiency;
  const requestsPerSecond = assumed(
    rate(value),
    'requests/s',
    `${show(replica.flopsPerSecond * replica.tensorParallel)} FLOP/s × ${value} ÷ (2 × ${show(replica.parameters)} parameters × ${show(tokens)} tokens), until measured`,
    { low: rate(low), high: rate(high) },
  );
  const from = [
    efficiency,
    published(replica.flopsPerSecond, 'FLOP/s', gpuPeaksProvenance),
    stated(model.parametersBillion, '10⁹ parameters', 'models[].parametersBillion'),
  ];
  return batches.map((concurrency) => ({
    concurrency,
    timeToFirstTokenSeconds: latency(concurrency, requestsPerSecond),
    timePerOutputTokenSeconds: assumed(0, 's', 'no token is generated'),
    requestsPerSecond: { ...requestsPerSecond, from },
  }));
}

const latency = (batch: number, rate: Figure): Figure =>
  derived(batch / rate.value, 's', `${batch} texts at once ÷ ${show(rate.value)} requests/s`, {
    low: batch / (rate.high ?? rate.value),
    high: batch / (rate.low ?? rate.value),
    from: [rate],
  });
