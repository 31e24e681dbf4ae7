import { distanceKm } from '../../catalogue/globe';
import { gpuInstanceTypes } from '../../catalogue/instance-types';
import { offering, regionsOffering } from '../../catalogue/prices';
import { type Region, region } from '../../catalogue/regions';

/** As many as a person compares at a glance. */
const most = 5;
const mostRegions = 3;

const priceText = (instanceType: string, code: string): string => {
  const usd = offering(instanceType, code)?.onDemandUsdPerHour;
  return usd === undefined ? 'no on-demand price published' : `${usd} USD/h`;
};

/** What a region offers in known zones and at a known price: the cheapest type of each GPU that `gpus` divides, cheapest first. */
export function offeredInstead(code: string, gpus: number): string {
  const cheapest = new Map<string, { readonly text: string; readonly usd: number }>();
  for (const { name, gpu, gpuCount } of gpuInstanceTypes) {
    const { onDemandUsdPerHour: usd, zoneIds = [] } = offering(name, code) ?? {};
    const known = cheapest.get(gpu);
    if (usd !== undefined && zoneIds.length > 0 && gpuCount % gpus === 0 && (known === undefined || usd < known.usd)) {
      cheapest.set(gpu, { text: `${name} (${gpuCount} ${gpu}, ${usd} USD/h)`, usd });
    }
  }
  const texts = [...cheapest.values()].sort((a, b) => a.usd - b.usd).slice(0, most);
  return texts.length === 0
    ? `${code} has no type with a multiple of ${gpus} GPUs`
    : `${code} has ${texts.map(({ text }) => text).join(', ')}`;
}

/** Regions that offer a type, nearest to `code` first, with distance and price. */
export function nearestOffering(instanceType: string, code: string): string {
  const here = region(code);
  const elsewhere = regionsOffering(instanceType)
    .flatMap((other) => region(other) ?? [])
    .map((other) => ({ other, km: here === undefined ? 0 : distanceKm(here, other) }))
    .sort((a, b) => a.km - b.km)
    .slice(0, mostRegions);
  return elsewhere.length === 0
    ? `no region of the table lists ${instanceType}`
    : `the nearest regions with ${instanceType} are ${elsewhere.map(({ other, km }) => regionText(other, km, instanceType)).join(', ')}`;
}

const regionText = ({ code, place }: Region, km: number, instanceType: string): string =>
  `${code} (${place}, ${Math.round(km / 10) * 10} km, ${priceText(instanceType, code)})`;

/** The cheapest type with so many GPUs of a compute capability that all `regions` offer at a known price, as something to do. */
export function cheapestFrom(computeCapability: number, gpuCount: number, regions: readonly string[]): string {
  const [first = ''] = regions;
  const priced = gpuInstanceTypes
    .filter((type) => type.computeCapability >= computeCapability && type.gpuCount === gpuCount)
    .filter(({ name }) => regions.every((code) => (offering(name, code)?.zoneIds.length ?? 0) > 1))
    .flatMap(({ name, gpu }) => {
      const usd = offering(name, first)?.onDemandUsdPerHour;
      return usd === undefined ? [] : [{ usd, text: `take ${name} (${gpuCount} ${gpu}, ${usd} USD/h in ${first})` }];
    })
    .sort((a, b) => a.usd - b.usd);
  return priced[0]?.text ?? `take a type with ${gpuCount} GPUs of compute capability ${computeCapability} or higher`;
}
