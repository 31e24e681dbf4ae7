import type { Layout } from '../../architecture/model/architecture';
import { layoutsOn } from '../../architecture/places';
import { startRefusals } from '../../architecture/start-refusals';
import type { GpuInstanceType } from '../../catalogue/instance-types';
import { offering } from '../../catalogue/prices';
import { gpusOf, layoutOf, layoutWords } from '../../contract/replica-layout';
import { cautiousLatency, type Figure } from '../../figures/figure';
import type { Fleet, Model, Workload } from '../../fleet/fleet';
import type { ReplicaThroughput } from '../../throughput/replica-throughput';
import { confidenceOn } from '../throughput/confidence';
import { encoderThroughput } from '../throughput/encoder-throughput';
import { meanSequencesThatFit } from '../throughput/mean-sequences';
import { memoryFit } from '../throughput/memory-fit';
import { type Confidence, meetsLatency } from '../throughput/replica-load';
import { replicaThroughput } from '../throughput/replica-throughput';

/**
 * A layout in which an instance type serves a workload, at each load that keeps its objectives: as the throughput of a replica
 * says it at the end of its range that sizes the fleet. Nothing is simulated.
 */
export interface ServingPlace {
  readonly layout: Layout;
  readonly replicas: readonly ReplicaThroughput[];
}

/** Why an instance type cannot serve a workload. */
export interface Unfit {
  readonly reason: string;
}

/** Every layout in which an instance type serves a workload, or why none does. */
export function servingPlaces(
  fleet: Fleet,
  workload: Workload,
  model: Model,
  type: GpuInstanceType,
): readonly ServingPlace[] | Unfit {
  const missing = notOffered(fleet, type.name, fleet.jurisdictions[workload.jurisdiction] ?? []);
  if (missing !== undefined) {
    return { reason: missing };
  }
  const outcomes = layoutsFor(model, type).map((layout) =>
    placeOf(fleet, laidOut(model, layout), workload, type, layout),
  );
  const places = outcomes.filter((one) => 'replicas' in one);
  const [nearest] = outcomes.filter((one) => 'reason' in one).sort((a, b) => b.reached - a.reached);
  return places.length > 0 || nearest === undefined ? places : { reason: nearest.reason };
}

/** The model in another layout. */
export function laidOut(model: Model, layout: Layout): Model {
  const { tensorParallel: _tensor, dataParallel: _data, expertParallel: _expert, ...rest } = model;
  return (known(model).get(layoutWords(layout)) ?? remembered(model, { ...rest, ...layout } as Model)) as Model;
}

/** One object for each layout of a model, because what follows from it is worked out once for each object. */
const variants = new WeakMap<Model, Map<string, Model>>();

function known(model: Model): Map<string, Model> {
  const ofModel = variants.get(model) ?? new Map([[layoutWords(model), model]]);
  variants.set(model, ofModel);
  return ofModel;
}

function remembered(model: Model, variant: Model): Model {
  known(model).set(layoutWords(variant), variant);
  return variant;
}

/** The layout of the fleet file first, where the type has the GPUs for it. */
function layoutsFor(model: Model, type: GpuInstanceType): readonly Layout[] {
  const own = layoutOf(model);
  const others = layoutsOn(type, model.architecture ?? {}).filter((one) => layoutWords(one) !== layoutWords(own));
  return [...(type.gpuCount % gpusOf(own) === 0 ? [own] : []), ...others];
}

type Outcome = ServingPlace | (Unfit & { readonly reached: number });

/** Reasons further down say more: the type came closer. */
function placeOf(fleet: Fleet, model: Model, workload: Workload, type: GpuInstanceType, layout: Layout): Outcome {
  const words = layoutWords(layout);
  if (!starts(model, layout)) {
    return { reason: `the engine does not start: the model cannot be divided by ${words}`, reached: 0 };
  }
  const fit = memoryFit(model, workload, type);
  const { maxConcurrency, kvCacheGiB } = fit;
  if (maxConcurrency.value < 1) {
    const room = Number(kvCacheGiB.value.toPrecision(2));
    const why = room < 0 ? `${-room} GiB are missing` : `${room} GiB are left, less than a request needs`;
    return { reason: `too little memory: ${why} (${words})`, reached: 1 + gpusOf(layout) / 100 };
  }
  const throughput = model.task === 'generate' ? replicaThroughput : encoderThroughput;
  const points = throughput(model, workload, type);
  const [slowest] = points;
  if (slowest === undefined) {
    return { reason: `no throughput is known of this model on ${type.gpu}`, reached: 2 };
  }
  const isSimulated = fleet.sizing === 'simulated';
  const held = isSimulated ? meanSequencesThatFit(model, workload, fit, type) : maxConcurrency;
  const end = isSimulated ? confidenceOn(fleet, model, workload, type.name) : 'cautious';
  const replicas = points.filter(
    (replica) => replica.concurrency <= held.value && meetsLatency(replica, workload.objectives.latency, end),
  );
  return replicas.length > 0
    ? { layout, replicas }
    : { ...tooSlow(slowest, words, end), reached: reachedBy(slowest, end) };
}

const tooSlow = (slowest: ReplicaThroughput, words: string, end: Confidence): Unfit => {
  const first = Number(secondsAt(slowest.timeToFirstTokenSeconds, end).toPrecision(2));
  const each = Number((secondsAt(slowest.timePerOutputTokenSeconds, end) * 1000).toPrecision(2));
  const upTo = end === 'central' ? 'about' : 'up to';
  return { reason: `too slow: TTFT ${upTo} ${first} s, TPOT ${upTo} ${each} ms (${words})` };
};

/** The faster the first token, the closer. */
const reachedBy = ({ timeToFirstTokenSeconds }: ReplicaThroughput, end: Confidence): number =>
  3 + 1 / (1 + secondsAt(timeToFirstTokenSeconds, end));

const secondsAt = (figure: Figure, end: Confidence): number =>
  end === 'central' ? figure.value : cautiousLatency(figure);

/** Without a `config.json` nothing is known of experts, and only the heads can be divided wrongly. */
const starts = ({ architecture, kvHeads = 1 }: Model, layout: Layout): boolean =>
  architecture === undefined
    ? kvHeads % layout.tensorParallel === 0 || layout.tensorParallel % kvHeads === 0
    : startRefusals(architecture, layout).length === 0;

function notOffered(fleet: Fleet, instanceType: string, regions: readonly string[]): string | undefined {
  const offered = regions.map((region) => ({ region, offer: offering(instanceType, region) }));
  const missing = offered.filter(({ offer }) => (offer?.zoneIds.length ?? 0) === 0).map(({ region }) => region);
  const unpriced = offered
    .filter(
      ({ region, offer }) =>
        (fleet.pricesUsdPerHour[instanceType]?.[region] ?? offer?.onDemandUsdPerHour) === undefined,
    )
    .map(({ region }) => region);
  return missing.length > 0
    ? `not offered in ${missing.join(' and ')}`
    : unpriced.length > 0
      ? `no price is listed in ${unpriced.join(' and ')}`
      : undefined;
}
