import { coldStartFacts } from '../../catalogue/cold-start';
import { high, low } from '../../figures/arithmetic';
import { derived, type Figure, published } from '../../figures/figure';
import type { Model } from '../../fleet/fleet';
import { transfer } from './transfer';

/** A stage of the cold start that a setting of the model shortens. */
export interface SettableStage {
  readonly without: Figure;
  /** Its slow end is that without: the setting may do nothing, and no limit gets shorter by it. */
  readonly with: Figure;
}

export interface SettableStages {
  readonly loadToGpu: SettableStage;
  readonly compile: SettableStage;
}

export function settableStages(weightsGiB: Figure, perGpuGiB: number): SettableStages {
  const { diskToGpu, parallelLoading, compile, cachedCompile } = coldStartFacts;
  const loading = (rate: typeof diskToGpu | typeof parallelLoading): Figure =>
    transfer(weightsGiB, perGpuGiB, { ...rate, perSecond: rate.gibPerSecondPerGpu, unit: 'GiB/s per GPU' });
  const oneByOne = loading(diskToGpu);
  const parallel = loading(parallelLoading);
  const compiling = published(compile.seconds, 's', compile);
  const cached = published(cachedCompile.seconds, 's', cachedCompile);
  return {
    loadToGpu: {
      without: oneByOne,
      with: derived(parallel.value, 's', `${parallel.source}; at most as without it`, {
        low: low(parallel),
        high: high(oneByOne),
        from: [parallel, oneByOne],
      }),
    },
    compile: {
      without: compiling,
      with: derived(cached.value, 's', 'the cache is read; at most compiled anew, as in the first launch of an image', {
        high: compiling.value,
        from: [cached, compiling],
      }),
    },
  };
}

/** As the model is set. */
export const chosenStages = (
  { loadToGpu, compile }: SettableStages,
  { parallelLoading, compileCache }: Pick<Model, 'parallelLoading' | 'compileCache'>,
): { readonly loadToGpu: Figure; readonly compile: Figure } => ({
  loadToGpu: parallelLoading ? loadToGpu.with : loadToGpu.without,
  compile: compileCache ? compile.with : compile.without,
});
