import { gpuPeaks } from '../../catalogue/gpu-peaks';
import type { GpuInstanceType } from '../../catalogue/instance-types';
import { gpusOf } from '../../contract/replica-layout';
import { assumed, derived, type Figure, published, show } from '../../figures/figure';
import type { Model, Workload } from '../../fleet/fleet';
import type { ReplicaThroughput } from '../../throughput/replica-throughput';
import { parametersFigure } from './parameters-figure';

/** Share of the GPUs' peak that embedding and reranking models reach, with short texts in large batches. */
const efficiency = assumed(0.3, 'ratio', 'share of the GPU peak that encoders reach; none was measured here', {
  low: 0.1,
  high: 0.5,
});

/** Texts that a replica computes at once; together they take as long as one after the other. */
const batches = [1, 2, 4, 8, 16, 32];

/** Throughput of a model that reads a text and generates none; empty where the GPU's peaks are unknown or the model has experts. */
export function encoderThroughput(model: Model, { demand }: Workload, type: GpuInstanceType): ReplicaThroughput[] {
  const peaks = gpuPeaks(type.gpu, type.gpuMemoryMiB);
  if (peaks === undefined || model.architecture?.experts !== undefined) {
    return [];
  }
  const flopsPerSecond = peaks.flopsPerSecond[model.precision] ?? (peaks.flopsPerSecond.bf16 as number);
  const parameters = model.parametersBillion * 1e9;
  const tokens = demand.meanInputTokens;
  const gpus = gpusOf(model);
  const rate = (share: number): number => (flopsPerSecond * gpus * share) / (2 * parameters * tokens);
  const { value, low = value, high = value } = efficiency;
  const requestsPerSecond = assumed(
    rate(value),
    'requests/s',
    `${show(flopsPerSecond * gpus)} FLOP/s × ${value} ÷ (2 × ${show(parameters)} parameters × ${show(tokens)} tokens), until measured`,
    { low: rate(low), high: rate(high) },
  );
  const from = [efficiency, published(flopsPerSecond, 'FLOP/s', peaks.provenance), parametersFigure(model)];
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
