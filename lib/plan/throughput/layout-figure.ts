import { gpusOf } from '../../contract/replica-layout';
import { assumed, type Figure, stated } from '../../figures/figure';
import type { Model } from '../../fleet/fleet';

type Layout = Pick<Model, 'tensorParallel' | 'dataParallel' | 'layoutField' | 'derived'>;

/** GPUs of one replica, from where the fleet file says the layout, or with the reason for which they were chosen. */
export const gpusFigure = (model: Layout): Figure =>
  model.derived?.layout
    ? assumed(gpusOf(model), 'GPUs', `not stated: ${model.derived.reason}`)
    : stated(gpusOf(model), 'GPUs', `models[].${model.layoutField}`);
