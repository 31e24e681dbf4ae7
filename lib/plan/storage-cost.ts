import { rootVolumeGiB } from '../contract/root-volume';
import { product, sum } from './cost-terms';
import { assumed, type Figure } from './figure';
import { servicePriceFigure } from './service-price';
import { inTemplates } from './template-counts';

/** Baseline speed: the templates ask for no more. */
export const rootVolumesUsd = (region: string, instances: Figure): Figure =>
  product(
    'USD/month',
    instances,
    inTemplates(rootVolumeGiB, 'GB/instance', 'one root volume of an instance'),
    servicePriceFigure('diskGB', region),
  );

export const imageGB = assumed(17.5, 'GB', 'an engine image; 15 to 20 GB were published', { low: 15, high: 20 });

/** Every region has its own copy of the weights of its models, and of the engine's image. */
export const artifactsUsd = (region: string, weightsGiB: readonly Figure[]): Figure =>
  sum('USD/month', [
    product('USD/month', sum('GiB', weightsGiB), servicePriceFigure('objectsGB', region)),
    product('USD/month', imageGB, servicePriceFigure('imagesGB', region)),
  ]);
