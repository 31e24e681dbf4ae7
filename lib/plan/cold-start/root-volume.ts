import { gp3 } from '../../catalogue/gp3';
import { gpuInstanceType, instanceTypesProvenance } from '../../catalogue/instance-types';
import { rootVolumeGiB } from '../../contract/root-volume';
import { product, sum } from '../../figures/arithmetic';
import { derived, type Figure, published } from '../../figures/figure';
import { inTemplates } from '../../figures/in-templates';
import { servicePriceFigure } from '../prices/service-price';

const mibPerSecondPerMbps = 1e6 / 8 / 2 ** 20;

/** What the operations allow that cost nothing; more would have to be bought, four of them for each MiB/s. */
const withoutMoreOperations = published(gp3.baselineIops * gp3.mibPerSecondPerIops, 'MiB/s', {
  source: `gp3: ${gp3.baselineIops} IOPS × ${gp3.mibPerSecondPerIops} MiB/s`,
  date: '2026',
});

/** As fast as the fastest of the types can write, within what needs no more operations than gp3 has. */
export function rootVolumeMiBPerSecond(instanceTypes: readonly string[]): Figure {
  const mbps = Math.max(...instanceTypes.map((name) => gpuInstanceType(name)?.ebsMbps ?? 0));
  const fastest = published(mbps, 'Mbit/s', instanceTypesProvenance);
  const most = Math.min(withoutMoreOperations.value, gp3.mostMiBPerSecond, Math.floor(mbps * mibPerSecondPerMbps));
  return derived(
    Math.max(gp3.baselineMiBPerSecond, most),
    'MiB/s',
    `the less of ${withoutMoreOperations.value} MiB/s and the ${mbps} Mbit/s of the allowed type with most, at least ${gp3.baselineMiBPerSecond} MiB/s`,
    { from: [withoutMoreOperations, fastest] },
  );
}

/** Monthly cost of one volume: its size, and its throughput above the baseline. */
export const rootVolumeUsd = (region: string, throughput: Figure): Figure =>
  sum('USD/month', [
    product(
      'USD/month',
      inTemplates(rootVolumeGiB, 'GB', 'the root volume of an instance'),
      servicePriceFigure('diskGB', region),
    ),
    throughputUsd(region, throughput),
  ]);

export const throughputUsd = (region: string, throughput: Figure): Figure =>
  product('USD/month', aboveBaseline(throughput), servicePriceFigure('diskMiBPerSecond', region));

const aboveBaseline = (throughput: Figure): Figure =>
  derived(
    throughput.value - gp3.baselineMiBPerSecond,
    'MiB/s',
    `${throughput.value} MiB/s − the ${gp3.baselineMiBPerSecond} MiB/s that every volume has`,
    { from: [throughput] },
  );

/** Seconds for which the volume writes what is pulled, once; unpacking writes it again, so this is the least. */
export function writeSeconds(written: Figure, throughputMiBPerSecond: number): Figure {
  const mib = (written.value * 1e9) / 2 ** 20;
  return derived(mib / throughputMiBPerSecond, 's', `${written.value} GB at ${throughputMiBPerSecond} MiB/s`, {
    from: [written],
  });
}
