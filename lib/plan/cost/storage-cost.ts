import { product, sum } from '../../figures/arithmetic';
import { assumed, type Figure } from '../../figures/figure';
import { rootVolumeUsd } from '../cold-start/root-volume';
import { servicePriceFigure } from './service-price';
import { inTemplates } from './template-counts';

/** One for each instance, as fast as its cell's. */
export const rootVolumesUsd = (
  region: string,
  cells: readonly { readonly minInstances: Figure; readonly rootVolumeMiBPerSecond: Figure }[],
): Figure =>
  sum(
    'USD/month',
    cells.map(({ minInstances, rootVolumeMiBPerSecond }) =>
      product('USD/month', minInstances, rootVolumeUsd(region, rootVolumeMiBPerSecond)),
    ),
  );

export const imageGB = assumed(17.5, 'GB', 'an engine image; 15 to 20 GB were published', { low: 15, high: 20 });

/** Of one cell on one instance type; every image, weights or settings that change leave one more until it expires. */
export const compileCacheGB = assumed(1, 'GB', 'compile cache of one engine and GPU', { low: 0.1, high: 5 });

/** Every region has its own copy of the weights of its models, of what their engines have compiled, and of the engine's image. */
export const artifactsUsd = (region: string, weightsGiB: readonly Figure[], caches: number): Figure =>
  sum('USD/month', [
    product('USD/month', sum('GiB', weightsGiB), servicePriceFigure('objectsGB', region)),
    ...(caches === 0
      ? []
      : [
          product(
            'USD/month',
            inTemplates(caches, 'caches', 'a compile cache for each instance type of each model that has one'),
            compileCacheGB,
            servicePriceFigure('objectsGB', region),
          ),
        ]),
    product('USD/month', imageGB, servicePriceFigure('imagesGB', region)),
  ]);
