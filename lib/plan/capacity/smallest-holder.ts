import { type Place, smallestPlace } from '../../architecture/places';
import { startRefusals } from '../../architecture/start-refusals';
import { type GpuInstanceType, gpuInstanceTypes } from '../../catalogue/instance-types';
import { offering, regionsOffering } from '../../catalogue/prices';
import { gpusOf, layoutWords } from '../../contract/replica-layout';
import type { Model } from '../../fleet/fleet';
import { memoryFit, type TokenLimits } from '../throughput/memory-fit';

/** Which instance types hold a model, as something to do about those that do not. */
export function holderText(model: Model, limits: TokenLimits, regions: readonly string[]): string {
  const here = smallestHolder(model, limits, (type) => regions.every((code) => isOffered(type, code)));
  if (here !== undefined) {
    return `the smallest that holds it in ${regions.join(' and ')} is ${placeText(here, regions[0] as string)}`;
  }
  const anywhere = smallestHolder(model, limits, ({ name }) => regionsOffering(name).length > 0);
  const [elsewhere = ''] = anywhere === undefined ? [] : regionsOffering(anywhere.type.name);
  return anywhere === undefined
    ? 'no instance type that AWS rents holds it: a replica would need several instances, which are not planned yet; take a smaller model or format, or shorter requests'
    : `no type of ${regions.join(' and ')} holds it; the smallest elsewhere is ${placeText(anywhere, elsewhere)}; replicas of several instances are not planned yet`;
}

const isOffered = ({ name }: GpuInstanceType, region: string): boolean =>
  (offering(name, region)?.zoneIds.length ?? 0) > 0;

/** Without a `config.json` nothing is known of experts, and only the heads can be divided wrongly. */
function smallestHolder(
  model: Model,
  limits: TokenLimits,
  isAllowed: (type: GpuInstanceType) => boolean,
): Place | undefined {
  const { architecture, kvHeads = 1 } = model;
  return smallestPlace(
    architecture ?? {},
    ({ type, layout }) => {
      const { tensorParallel } = layout;
      const starts =
        architecture === undefined
          ? kvHeads % tensorParallel === 0 || tensorParallel % kvHeads === 0
          : startRefusals(architecture, layout).length === 0;
      const { dataParallel: _data, expertParallel: _expert, ...rest } = model;
      return starts && memoryFit({ ...rest, ...layout }, limits, type).maxConcurrency.value >= 1;
    },
    gpuInstanceTypes.filter(isAllowed),
  );
}

/** `p5en.48xlarge with 8 H200 a replica (tensor parallel 8), 63.3 USD/h in us-east-1`. */
function placeText({ type, layout }: Place, region: string): string {
  const usd = offering(type.name, region)?.onDemandUsdPerHour;
  const price = usd === undefined ? `no on-demand price in ${region}` : `${usd} USD/h in ${region}`;
  return `${type.name} with ${gpusOf(layout)} ${type.gpu} a replica (${layoutWords(layout)}), ${price}`;
}
