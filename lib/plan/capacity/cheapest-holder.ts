import { layoutsOn, type Place } from '../../architecture/places';
import { startRefusals } from '../../architecture/start-refusals';
import { gpuInstanceTypes } from '../../catalogue/instance-types';
import { offering, regionsOffering } from '../../catalogue/prices';
import { gpusOf, layoutWords } from '../../contract/replica-layout';
import type { Model } from '../../fleet/fleet';
import { memoryFit, type TokenLimits } from '../throughput/memory-fit';

/** Which instance types hold a model, as something to do about those that do not. */
export function holderText(model: Model, limits: TokenLimits, regions: readonly string[]): string {
  const [first = ''] = regions;
  const here = cheapestHolder(model, limits, (name) =>
    regions.every((region) => (offering(name, region)?.zoneIds.length ?? 0) > 0) ? first : undefined,
  );
  if (here !== undefined) {
    return `the cheapest that holds it in ${regions.join(' and ')} is ${here}`;
  }
  const elsewhere = cheapestHolder(model, limits, (name) => regionsOffering(name)[0]);
  return elsewhere === undefined
    ? 'no instance type that AWS rents holds it: a replica would need several instances, which are not planned yet; take a smaller model or format, or shorter requests'
    : `no type of ${regions.join(' and ')} holds it; the cheapest elsewhere is ${elsewhere}; replicas of several instances are not planned yet`;
}

/** @param regionOf region whose price counts for a type; undefined where it is out of the question */
function cheapestHolder(
  model: Model,
  limits: TokenLimits,
  regionOf: (name: string) => string | undefined,
): string | undefined {
  const priced = gpuInstanceTypes
    .flatMap((type) => {
      const region = regionOf(type.name);
      const usd = region === undefined ? undefined : offering(type.name, region)?.onDemandUsdPerHour;
      return region === undefined || usd === undefined ? [] : [{ type, usd, region }];
    })
    .sort((a, b) => a.usd - b.usd);
  for (const { type, usd, region } of priced) {
    const layout = layoutsOn(type, model.architecture ?? {}).find((one) => holds(model, limits, { type, layout: one }));
    if (layout !== undefined) {
      return `${type.name} with ${gpusOf(layout)} ${type.gpu} a replica (${layoutWords(layout)}), ${usd} USD/h in ${region}`;
    }
  }
  return undefined;
}

/** Without a `config.json` nothing is known of experts, and only the heads can be divided wrongly. */
function holds(model: Model, limits: TokenLimits, { type, layout }: Place): boolean {
  const { architecture, kvHeads = 1 } = model;
  const { tensorParallel } = layout;
  const starts =
    architecture === undefined
      ? kvHeads % tensorParallel === 0 || tensorParallel % kvHeads === 0
      : startRefusals(architecture, layout).length === 0;
  const { dataParallel: _data, expertParallel: _expert, ...rest } = model;
  return starts && memoryFit({ ...rest, ...layout }, limits, type).maxConcurrency.value >= 1;
}
