import { sharesOf } from './layout';
import type { Architecture, Layout } from './model/architecture';
import { startRefusals } from './start-refusals';

/**
 * Other layouts with which the engine starts: as many GPUs or fewer that share every matrix, whole experts on the same GPUs, and
 * copies of the attention beside whole experts. Whether their GPUs hold the weights is another question.
 */
export function layoutsThatStart(architecture: Architecture, layout: Layout): readonly Layout[] {
  const gpus = sharesOf(layout).experts;
  const shared = [8, 4, 2, 1].filter((count) => count <= gpus).map((tensorParallel) => ({ tensorParallel }));
  const whole: readonly Layout[] =
    architecture.experts === undefined || gpus === 1
      ? []
      : [
          { tensorParallel: gpus, expertParallel: true },
          { tensorParallel: 1, dataParallel: gpus, expertParallel: true },
        ];
  return [...shared, ...whole].filter((other) => startRefusals(architecture, other).length === 0);
}
