import { gpusOf } from '../../contract/replica-layout';
import { type Figure, stated } from '../../figures/figure';
import type { Model } from '../../fleet/fleet';

type Layout = Pick<Model, 'tensorParallel' | 'dataParallel' | 'layoutField'>;

/** GPUs of one replica, from where the fleet file says the layout. */
export const gpusFigure = (model: Layout): Figure => stated(gpusOf(model), 'GPUs', `models[].${model.layoutField}`);
