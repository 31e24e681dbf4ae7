import type { ComparedEngine, Residual } from './residual-table';

/**
 * Variances of what makes engines deviate from the roofline, as logarithms: an engine shares a deviation with another as
 * far as both have the cause. Estimated from the measured deviations, see {@link ../fitting/fit-variances}.
 */
export interface Variances {
  /** Engines of one kind, dense or mixture, on one GPU. */
  readonly gpu: number;
  readonly formatOnGpu: number;
  readonly model: number;
  readonly modelOnGpu: number;
  readonly layout: number;
  readonly lengths: number;
  /** Methods of a source: how it counts, how it starts. A new measurement has another. */
  readonly source: number;
  /** The same on one GPU: which kernels and flags it chose there. */
  readonly sourceOnGpu: number;
  readonly version: number;
  readonly noise: number;
}

/** Distances at which lengths and concurrency stop saying anything, as logarithms. Assumed. */
const reach = { inputTokens: 1.5, outputTokens: 1.5, concurrency: 1.2 } as const;

const step = (a: number, b: number, scale: number): number => ((Math.log(a) - Math.log(b)) / scale) ** 2;

const squaredDistance = (a: ComparedEngine, b: ComparedEngine): number =>
  step(a.inputTokens, b.inputTokens, reach.inputTokens) +
  step(a.outputTokens, b.outputTokens, reach.outputTokens) +
  step(a.concurrency, b.concurrency, reach.concurrency);

/** What the deviations of two engines have in common, however they are measured. */
export function sharedDeviation(variances: Variances, a: ComparedEngine, b: ComparedEngine): number {
  const sameGpu = a.gpu === b.gpu;
  const sameModel = a.readFrom !== undefined && a.readFrom === b.readFrom && a.format === b.format;
  const onGpu = sameGpu && a.kind === b.kind ? variances.gpu + (a.format === b.format ? variances.formatOnGpu : 0) : 0;
  if (!sameModel) {
    return onGpu;
  }
  if (!sameGpu) {
    return variances.model;
  }
  return (
    onGpu +
    variances.model +
    variances.modelOnGpu +
    (a.layout === b.layout ? variances.layout : 0) +
    variances.lengths * Math.exp(-squaredDistance(a, b) / 2)
  );
}

/** What two measurements have in common besides: the methods of one source, and one version of one engine. */
export function sharedMeasurement(variances: Variances, a: Residual, b: Residual): number {
  if (a.source !== b.source) {
    return 0;
  }
  const sameEngine = a.readFrom === b.readFrom && a.format === b.format && a.gpu === b.gpu;
  return (
    variances.source +
    (a.gpu === b.gpu ? variances.sourceOnGpu : 0) +
    (sameEngine && a.engineVersion === b.engineVersion ? variances.version : 0) +
    (a.id === b.id ? variances.noise : 0)
  );
}

/** The value for a measurement that is not known yet, by a source that is not known either. */
export const unknownMeasurement = ({ source, sourceOnGpu, version, noise }: Variances): number =>
  source + sourceOnGpu + version + noise;

export const ownVariance = ({ gpu, formatOnGpu, model, modelOnGpu, layout, lengths }: Variances): number =>
  gpu + formatOnGpu + model + modelOnGpu + layout + lengths;
