import { coldStartFacts } from '../../catalogue/cold-start';
import { gp3 } from '../../catalogue/gp3';
import { gpuInstanceType } from '../../catalogue/instance-types';
import { rangesAtOnce } from '../../contract/artifacts';
import { product } from '../../figures/arithmetic';
import { assumed, derived, type Figure, show } from '../../figures/figure';
import { hoursPerMonth } from '../../figures/hours';
import type { Model } from '../../fleet/fleet';
import { servicePriceFigure } from '../prices/service-price';
import { compileCacheGB, imageGB } from './artifact-sizes';
import type { ColdStartStages } from './cold-start-stages';
import { rootVolumeMiBPerSecond, rootVolumeUsd, throughputUsd, writeSeconds } from './root-volume';
import type { SettableStage, SettableStages } from './settable-stages';
import { transfer } from './transfer';

/** A way to shorten a cold start, what it saves and what it costs. */
export interface Shortening {
  readonly way: string;
  /** Field of the model in the fleet file, or section of the lock file, that asks for it; absent where it is always deployed. */
  readonly field?: string;
  /** The value of that field; absent where the fleet file does not set it. */
  readonly setTo?: string;
  readonly savedSeconds: Figure;
  /** Once in a region; of an instance, for those that stand ready. */
  readonly usdPerMonth: Figure;
  /** Absent where it costs nothing. */
  readonly secondsPerUsd?: Figure;
}

/** An instance type at its price in the first region of the workload. */
export interface PricedInstance {
  readonly instanceType: string;
  readonly region: string;
  readonly instanceUsdPerHour: Figure;
}

/** The lock file's own, not the model's. */
export const machineImageField = 'lock file: machineImages';

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

/** Ways to shorten a cold start: what costs nothing first, then most seconds for a dollar. */
export function shortenings(
  stages: ColdStartStages,
  settable: SettableStages,
  model: Model,
  weightsGiB: Figure,
  { instanceType, region, instanceUsdPerHour }: PricedInstance,
): Shortening[] {
  const { parallelReads } = coldStartFacts;
  const losesDisks = (gpuInstanceType(instanceType)?.localNvmeGB ?? 0) > 0;
  const throughput = rootVolumeMiBPerSecond([instanceType]);
  const all = Object.values(stages) as Figure[];
  const { warmInstances } = model.pools.baseline;
  const ways: Omit<Shortening, 'secondsPerUsd'>[] = [
    {
      way: `weights from S3 in ${rangesAtOnce} ranges at once`,
      savedSeconds: saved(
        [stages.weights],
        transfer(weightsGiB, weightsGiB.value, {
          ...parallelReads,
          perSecond: parallelReads.gibPerSecond,
          unit: 'GiB/s',
        }),
        'the download, less what so many reads had; stages that are not measured do not count on it',
      ),
      usdPerMonth: free('the same objects are read, once'),
    },
    {
      way: 'weights to the GPUs by many threads',
      ...setting('parallelLoading', model.parallelLoading || undefined),
      savedSeconds: savedBySetting(
        settable.loadToGpu,
        stages.loadToGpu,
        model.parallelLoading,
        'loading, less the same by many threads',
      ),
      usdPerMonth: free('the engine image holds the streamer'),
    },
    {
      way: 'compile cache',
      ...setting('compileCache', model.compileCache || undefined),
      savedSeconds: savedBySetting(
        settable.compile,
        stages.compile,
        model.compileCache,
        'compilation, less reading the cache',
      ),
      usdPerMonth: product('USD/month', compileCacheGB, servicePriceFigure('objectsGB', region)),
    },
    {
      way: 'image in the machine image',
      field: machineImageField,
      savedSeconds: saved([stages.image], undefined, 'no image is pulled'),
      usdPerMonth: product('USD/month', imageGB, snapshotUsdPerGB),
    },
    {
      way: `root volume at ${throughput.value} MiB/s`,
      savedSeconds: saved(
        [writeSeconds(imageGB, gp3.baselineMiBPerSecond)],
        writeSeconds(imageGB, throughput.value),
        `the image written once, less than at ${gp3.baselineMiBPerSecond} MiB/s; the stages above do not count on it`,
      ),
      usdPerMonth: throughputUsd(region, throughput),
    },
    {
      way: 'an instance in a warm pool',
      ...setting('pools.baseline.warmInstances', warmInstances),
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
      ...setting('instancesPerRegion.min', model.instancesPerRegion.min),
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

const setting = (field: string, value: number | boolean | undefined): Pick<Shortening, 'field' | 'setTo'> =>
  value === undefined ? { field } : { field, setTo: String(value) };

/** What the setting saves, or has saved already: either way one of the two stages is the plan's own, which may be measured. */
const savedBySetting = (stage: SettableStage, planned: Figure, isSet: boolean, what: string): Figure =>
  isSet ? saved([stage.without], planned, what) : saved([planned], stage.with, what);

const saved = (before: readonly Figure[], after: Figure | undefined, what: string): Figure =>
  derived(Math.max(0, before.reduce((seconds, { value }) => seconds + value, 0) - (after?.value ?? 0)), 's', what, {
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
