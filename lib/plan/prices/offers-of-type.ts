import { gpuPeaks } from '../../catalogue/gpu-peaks';
import { type GpuInstanceType, gpuInstanceTypes } from '../../catalogue/instance-types';
import { offering } from '../../catalogue/prices';
import { onDemandQuota, type Quota } from '../../catalogue/quotas';
import { regionCodes, region as regionOf } from '../../catalogue/regions';
import { type Figure, published } from '../../figures/figure';
import { listPrice } from './price';

/** What the catalogue knows of an instance type in a region. */
export interface TypeOffer {
  readonly type: GpuInstanceType;
  /** Whether a source states how fast its GPU is; without that, no plan can use the type. */
  readonly isSpeedKnown: boolean;
  readonly region: string;
  readonly place: string;
  readonly onDemandUsdPerHour: Figure | undefined;
  /** Mean of the zones at one instant, with the cheapest and the dearest zone as its range. */
  readonly spotUsdPerHour: Figure | undefined;
  /** Zones that list the type; an offering is not capacity. */
  readonly zoneIds: readonly string[];
  /** Quota for on-demand instances. */
  readonly quota: Pick<Quota, 'code' | 'name'> | undefined;
}

/** Where a type is offered, cheapest region first; regions without a price come last. */
export const offersOfType = (type: GpuInstanceType): TypeOffer[] =>
  regionCodes
    .flatMap((region) => typeOffer(type, region) ?? [])
    .sort((a, b) => priceOf(a) - priceOf(b) || a.region.localeCompare(b.region));

/** What a region offers, in the order of the catalogue. */
export const offersInRegion = (region: string): TypeOffer[] =>
  gpuInstanceTypes.flatMap((type) => typeOffer(type, region) ?? []);

const priceOf = ({ onDemandUsdPerHour }: TypeOffer): number => onDemandUsdPerHour?.value ?? Number.MAX_VALUE;

function typeOffer(type: GpuInstanceType, region: string): TypeOffer | undefined {
  const offered = offering(type.name, region);
  if (offered === undefined) {
    return undefined;
  }
  const quota = onDemandQuota(type.name);
  return {
    type,
    isSpeedKnown: gpuPeaks(type.gpu, type.gpuMemoryMiB) !== undefined,
    region,
    place: regionOf(region)?.place ?? '',
    onDemandUsdPerHour: listPrice(type.name, region),
    spotUsdPerHour: spot(offered.spotUsdPerHour, offered.zonesProvenance),
    zoneIds: offered.zoneIds,
    quota: quota === undefined ? undefined : { code: quota.code, name: quota.name },
  };
}

function spot(zones: readonly number[], { source, date }: { source: string; date: string }): Figure | undefined {
  if (zones.length === 0) {
    return undefined;
  }
  const mean = zones.reduce((sum, usd) => sum + usd, 0) / zones.length;
  const [low, high] = [Math.min(...zones), Math.max(...zones)];
  return {
    ...published(mean, 'USD/h', { source: `mean spot price of ${zones.length} zones at one instant, ${source}`, date }),
    ...(low < high && { low, high }),
  };
}
