import type { Bottleneck } from '../../lib/contract/metrics';

/** One minute of an instance. */
export interface Load {
  readonly running: number;
  readonly waiting: number;
  /** Requests that all replicas may run at once. */
  readonly mostRunning: number;
  readonly kvCacheUsageRatio: number;
  readonly preemptions: number;
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** Undefined where the driver does not say. */
  readonly gpuUtilizationRatio: number | undefined;
}

/** Assumed, until profiles of the deployed fleet say better. */
const thresholds = {
  /** Above, a long prompt no longer fits in and waits. */
  fullKvCacheRatio: 0.95,
  /** The share in a minute in which kernels ran almost without a pause. */
  busyGpuRatio: 0.9,
  /**
   * Reading a token is bound by compute and generating one by memory bandwidth; batched, a generated token costs about as
   * much as ten read ones, so above it reading prevails.
   */
  inputPerOutputToken: 10,
} as const;

/** What holds an instance back: first what makes requests wait, then what its GPUs are busy with. */
export function bottleneck(load: Load): Bottleneck {
  const full = load.kvCacheUsageRatio >= thresholds.fullKvCacheRatio || load.preemptions > 0;
  if (load.waiting > 0 && full) {
    return 'kv-memory';
  }
  if (load.waiting > 0 && load.running >= load.mostRunning) {
    return 'queue';
  }
  if ((load.gpuUtilizationRatio ?? 0) < thresholds.busyGpuRatio || load.running === 0) {
    return 'none';
  }
  return load.inputTokens > load.outputTokens * thresholds.inputPerOutputToken ? 'compute' : 'bandwidth';
}
