import { coldStartFacts } from '../catalogue/cold-start';
import { gp3 } from '../catalogue/gp3';
import { gpuInstanceType } from '../catalogue/instance-types';
import type { ColdStartStages } from './cold-start-stages';
import { product } from './cost-terms';
import { assumed, derived, type Figure, published, show } from './figure';
import { hoursPerMonth } from './hours';
import { rootVolumeMiBPerSecond, rootVolumeUsd, throughputUsd, writeSeconds } from './root-volume';
import { servicePriceFigure } from './service-price';
import { imageGB } from './storage-cost';
import { transfer } from './transfer';

/** A way to shorten a cold start, what it saves and what it costs. */
export interface Shortening {
  readonly way: string;
  readonly savedSeconds: Figure;
  /** Once in a region; of an instance, for those that stand ready. */
  readonly usdPerMonth: Figure;
  /** Absent where it costs nothing. */
  readonly secondsPerUsd?: Figure;
}

/** Where the instances stand: prices are those of the workload's first region. */
export interface Place {
  readonly instanceType: string;
  readonly region: string;
  readonly instanceUsdPerHour: Figure;
}

const free = (why: string): Figure => assumed(0, 'USD/month', why);

const snapshotUsdPerGB = assumed(
  0.05,
  'USD/GB/month',
  'standard snapshot storage of us-east-1; no page with a date was found',
  {
    low: 0.04,
    high: 0.08,
  },
);

const compileCacheGB = assumed(1, 'GB', 'compile cache of one engine and GPU', { low: 0.1, high: 5 });

/** Ways to shorten a cold start: what costs nothing first, then most seconds for a dollar. */
export function shortenings(
  stages: ColdStartStages,
  weightsGiB: Figure,
  perGpuGiB: number,
  { instanceType, region, instanceUsdPerHour }: Place,
): Shortening[] {
  const { streaming, cachedCompile } = coldStartFacts;
  const streamed = transfer(weightsGiB, perGpuGiB, {
    ...streaming,
    perSecond: streaming.gibPerSecondPerGpu,
    unit: 'GiB/s per GPU',
  });
  const losesDisks = (gpuInstanceType(instanceType)?.localNvmeGB ?? 0) > 0;
  const throughput = rootVolumeMiBPerSecond([instanceType]);
  const all = Object.values(stages) as Figure[];
  const ways: Omit<Shortening, 'secondsPerUsd'>[] = [
    {
      way: 'weights streamed from S3 to the GPUs, sharded',
      savedSeconds: saved([stages.weights, stages.loadToGpu], streamed, 'download and load, less the stream'),
      usdPerMonth: free('the same objects are read, once'),
    },
    {
      way: 'compile cache',
      savedSeconds: saved(
        [stages.compile],
        published(cachedCompile.seconds, 's', cachedCompile),
        'compilation, less reading the cache',
      ),
      usdPerMonth: product('USD/month', compileCacheGB, servicePriceFigure('objectsGB', region)),
    },
    {
      way: 'image in the machine image',
      savedSeconds: saved([stages.image], undefined, 'no image is pulled'),
      usdPerMonth: product('USD/month', imageGB, snapshotUsdPerGB),
    },
    {
      way: `root volume at ${throughput.value} MiB/s, deployed so`,
      savedSeconds: saved(
        [writeSeconds(imageGB, gp3.baselineMiBPerSecond)],
        writeSeconds(imageGB, throughput.value),
        `the image written once, less than at ${gp3.baselineMiBPerSecond} MiB/s; the stages above do not count on it`,
      ),
      usdPerMonth: throughputUsd(region, throughput),
    },
    {
      way: 'an instance in a warm pool',
      savedSeconds: losesDisks
        ? saved(
            [stages.image],
            undefined,
            'the image is on the root volume; weights on local disks are lost by stopping',
          )
        : saved([stages.image, stages.weights], undefined, 'image and weights are on the root volume'),
      usdPerMonth: rootVolumeUsd(region, throughput),
    },
    {
      way: 'an instance more that runs',
      savedSeconds: saved(all, undefined, 'nothing is started'),
      usdPerMonth: derived(
        instanceUsdPerHour.value * hoursPerMonth,
        'USD/month',
        `${show(instanceUsdPerHour.value)} USD/h × ${hoursPerMonth} h`,
        { from: [instanceUsdPerHour] },
      ),
    },
  ];
  return ways.map(withRate).sort((a, b) => rate(b) - rate(a) || b.savedSeconds.value - a.savedSeconds.value);
}

const saved = (before: readonly Figure[], after: Figure | undefined, what: string): Figure =>
  derived(before.reduce((seconds, { value }) => seconds + value, 0) - (after?.value ?? 0), 's', what, {
    from: after === undefined ? before : [...before, after],
  });

const rate = ({ secondsPerUsd }: Shortening): number => secondsPerUsd?.value ?? Number.POSITIVE_INFINITY;

function withRate(one: Omit<Shortening, 'secondsPerUsd'>): Shortening {
  const { savedSeconds, usdPerMonth } = one;
  return usdPerMonth.value === 0
    ? one
    : {
        ...one,
        secondsPerUsd: derived(
          savedSeconds.value / usdPerMonth.value,
          's/USD',
          `${show(savedSeconds.value)} s ÷ ${show(usdPerMonth.value)} USD/month`,
          { from: [savedSeconds, usdPerMonth] },
        ),
      };
}
