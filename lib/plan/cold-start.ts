import { coldStartFacts } from '../catalogue/cold-start';
import type { Provenance } from '../catalogue/provenance';
import { targetHealth } from '../contract/health';
import type { Model } from '../fleet/fleet';
import { assumed, derived, type Figure, published, show } from './figure';
import type { MemoryFit } from './memory-fit';

/** From the launch of an instance until its model answers, by stage, in the order in which they pass. */
export interface ColdStart {
  readonly launch: Figure;
  readonly boot: Figure;
  readonly image: Figure;
  readonly weights: Figure;
  readonly loadToGpu: Figure;
  readonly compile: Figure;
  readonly graphCapture: Figure;
  readonly warmUp: Figure;
  readonly registration: Figure;
  readonly totalSeconds: Figure;
  /** Ways to shorten it, most seconds first. */
  readonly shortenings: readonly Shortening[];
}

export interface Shortening {
  readonly way: string;
  readonly savedSeconds: Figure;
}

// No trustworthy published time of a p4, p5 or g6 launch was found, nor of its boot: wide, until measured.
const launch = assumed(120, 's', 'request to running; simulators use 120 and 155 s, small instances take 18 s', {
  low: 60,
  high: 300,
});
const boot = assumed(60, 's', 'running to agent started; 34 to 39 s were published for instances without GPUs', {
  low: 30,
  high: 180,
});
const image = assumed(300, 's', 'pull of a 15 to 20 GB engine image; four to six minutes were published', {
  low: 240,
  high: 360,
});
const warmUp = assumed(18, 's', 'first completion after the engine calls itself healthy, one team on g6e', {
  low: 5,
  high: 60,
});

/** Published on other hardware, for other weights: half as fast and half as slow again are both likely. */
const spread = { low: 0.5, high: 1.5 };

type Rate = Provenance & { readonly unit: string; readonly perSecond: number };

export function coldStart(model: Model, fit: MemoryFit): ColdStart {
  const perGpuGiB = fit.weightsGiB.value / model.tensorParallel;
  const { download, diskToGpu, compile, cudaGraphs } = coldStartFacts;
  const stages = {
    launch,
    boot,
    image,
    weights: transfer(fit.weightsGiB, fit.weightsGiB.value, {
      ...download,
      perSecond: download.gibPerSecond,
      unit: 'GiB/s',
    }),
    loadToGpu: transfer(fit.weightsGiB, perGpuGiB, {
      ...diskToGpu,
      perSecond: diskToGpu.gibPerSecondPerGpu,
      unit: 'GiB/s per GPU',
    }),
    compile: published(compile.seconds, 's', compile),
    graphCapture: published(cudaGraphs.seconds, 's', cudaGraphs),
    warmUp,
    registration: registration(),
  };
  return { ...stages, totalSeconds: total(Object.values(stages)), shortenings: shortenings(stages, fit, perGpuGiB) };
}

function transfer(weightsGiB: Figure, gib: number, rate: Rate): Figure {
  const seconds = gib / rate.perSecond;
  return derived(seconds, 's', `${show(gib)} GiB ÷ ${show(rate.perSecond)} ${rate.unit}`, {
    low: seconds * spread.low,
    high: seconds * spread.high,
    from: [weightsGiB, published(rate.perSecond, rate.unit, rate)],
  });
}

function registration(): Figure {
  const { intervalSeconds, healthyCount } = targetHealth;
  return derived(
    intervalSeconds * healthyCount,
    's',
    `${healthyCount} health checks of the load balancer, ${intervalSeconds} s apart`,
    {
      from: [
        assumed(intervalSeconds, 's', 'health check interval of the target groups, lib/contract/health.ts'),
        assumed(healthyCount, 'checks', 'healthy threshold of the target groups, lib/contract/health.ts'),
      ],
    },
  );
}

function total(stages: readonly Figure[]): Figure {
  const sum = (pick: (stage: Figure) => number): number => stages.reduce((seconds, stage) => seconds + pick(stage), 0);
  return derived(
    sum(({ value }) => value),
    's',
    'the sum of the stages, one after the other',
    {
      low: sum(({ value, low }) => low ?? value),
      high: sum(({ value, high }) => high ?? value),
      from: stages,
    },
  );
}

function shortenings(
  stages: Omit<ColdStart, 'totalSeconds' | 'shortenings'>,
  fit: MemoryFit,
  perGpuGiB: number,
): Shortening[] {
  const { streaming, cachedCompile } = coldStartFacts;
  const streamed = transfer(fit.weightsGiB, perGpuGiB, {
    ...streaming,
    perSecond: streaming.gibPerSecondPerGpu,
    unit: 'GiB/s per GPU',
  });
  const saved = (before: readonly Figure[], after: Figure | undefined, what: string): Figure =>
    derived(before.reduce((seconds, { value }) => seconds + value, 0) - (after?.value ?? 0), 's', what, {
      from: after === undefined ? before : [...before, after],
    });
  const ways: Shortening[] = [
    {
      way: 'image in the machine image',
      savedSeconds: saved([stages.image], undefined, 'no image is pulled'),
    },
    {
      way: 'weights streamed from S3 to the GPUs, sharded',
      savedSeconds: saved([stages.weights, stages.loadToGpu], streamed, 'download and load, less the stream'),
    },
    {
      way: 'compile cache',
      savedSeconds: saved(
        [stages.compile],
        published(cachedCompile.seconds, 's', cachedCompile),
        'compilation, less reading the cache',
      ),
    },
  ];
  return ways.sort((a, b) => b.savedSeconds.value - a.savedSeconds.value);
}
