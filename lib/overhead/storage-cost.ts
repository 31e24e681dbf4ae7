import { gatewayRootVolumeGiB } from '../contract/gateway';
import { product, sum } from '../figures/arithmetic';
import type { Figure } from '../figures/figure';
import { inTemplates } from '../figures/in-templates';
import { compileCacheGB, imageGB } from '../plan/cold-start/artifact-sizes';
import { rootVolumeUsd } from '../plan/cold-start/root-volume';
import { servicePriceFigure } from '../plan/prices/service-price';

/** One root volume for each instance, with the throughput that its cell asks for, and one for each gateway. */
export const rootVolumesUsd = (
  region: string,
  cells: readonly { readonly minInstances: Figure; readonly rootVolumeMiBPerSecond: Figure }[],
  gateways: readonly { readonly instances: Figure }[],
): Figure =>
  sum('USD/month', [
    ...cells.map(({ minInstances, rootVolumeMiBPerSecond }) =>
      product('USD/month', minInstances, rootVolumeUsd(region, rootVolumeMiBPerSecond)),
    ),
    ...gateways.map(({ instances }) =>
      product('USD/month', instances, gatewayVolumeGB, servicePriceFigure('diskGB', region)),
    ),
  ]);

const gatewayVolumeGB = inTemplates(gatewayRootVolumeGiB, 'GB', 'the root volume of a gateway, at baseline throughput');

/** Every region has its own copy of the weights of its models, of their compile caches, and of the engine's image. */
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
