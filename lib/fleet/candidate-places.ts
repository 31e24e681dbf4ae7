import type { Architecture, Layout } from '../architecture/model/architecture';
import { layoutsOn } from '../architecture/places';
import { weightsOnEachGpu } from '../architecture/weights-on-each-gpu';
import { type GpuInstanceType, gpuInstanceType, gpuInstanceTypes } from '../catalogue/instance-types';
import { offering } from '../catalogue/prices';
import { gpusOf, layoutWords } from '../contract/replica-layout';
import { gpuMemory } from '../engine/gpu-memory';
import { sharedZones } from './zones';

/** Where a model may be served: a layout on every one of these types. */
export interface CandidatePlace {
  readonly layout: Layout;
  readonly instanceTypes: readonly string[];
}

/** What a place must have. */
export interface Wanted {
  readonly architecture: Architecture;
  readonly kvPrecision: 'bf16' | 'fp8';
  /** Longest sequence that its workloads send. */
  readonly sequenceTokens: number;
  /** Regions in which it is served; the prices of the first decide. */
  readonly regions: readonly string[];
  readonly zonesNeeded: number;
  /** Negotiated prices, in place of list prices. */
  readonly pricesUsdPerHour: Readonly<Record<string, Readonly<Record<string, number>>>>;
  /** Whether a GPU computes in the formats of the model. */
  readonly runsOn: (type: GpuInstanceType) => boolean;
  /** As the fleet file states it. @default - every layout that fits */
  readonly layout?: Layout;
  /** As the fleet file states them. @default - every type that all regions offer at a known price */
  readonly instanceTypes?: readonly string[];
}

/** Sequences of the longest length that a replica has room for. Assumed: with fewer, most of an engine's time is lost. */
export const wantedSequences = 8;

/** Every place that holds so many sequences, the cheapest instance first, then the fewest GPUs of a replica. */
export function candidatePlaces(wanted: Wanted, sequences = wantedSequences): CandidatePlace[] {
  const fits = onceForEqualGpus((type, layout) => holds(wanted, type, layout, sequences));
  const { instanceTypes, layout: stated } = wanted;
  if (instanceTypes !== undefined) {
    const types = instanceTypes.flatMap((name) => gpuInstanceType(name) ?? []);
    return (types[0] === undefined ? [] : layoutsFor(types[0], wanted))
      .filter((layout) => types.every((type) => type.gpuCount % gpusOf(layout) === 0 && fits(type, layout)))
      .map((layout) => ({ layout, instanceTypes }));
  }
  return pricedTypes(wanted).flatMap((type) =>
    (stated === undefined ? layoutsFor(type, wanted) : [stated])
      .filter((layout) => type.gpuCount % gpusOf(layout) === 0 && fits(type, layout))
      .map((layout) => ({ layout, instanceTypes: [type.name] })),
  );
}

const layoutsFor = (type: GpuInstanceType, { architecture }: Wanted): readonly Layout[] =>
  layoutsOn(type, architecture);

function pricedTypes({ regions, zonesNeeded, pricesUsdPerHour, runsOn }: Wanted): GpuInstanceType[] {
  const priceIn = (name: string, region: string): number | undefined =>
    pricesUsdPerHour[name]?.[region] ?? offering(name, region)?.onDemandUsdPerHour;
  return gpuInstanceTypes
    .filter(runsOn)
    .flatMap((type) => {
      const [usd] = regions.map((region) => priceIn(type.name, region));
      const isOffered = regions.every(
        (region) =>
          priceIn(type.name, region) !== undefined &&
          sharedZones({ instanceTypes: [type.name] }, region).length >= zonesNeeded,
      );
      return usd === undefined || !isOffered ? [] : [{ type, usd }];
    })
    .sort((a, b) => a.usd - b.usd)
    .map(({ type }) => type);
}

function holds(
  { architecture, kvPrecision, sequenceTokens }: Wanted,
  type: GpuInstanceType,
  layout: Layout,
  sequences: number,
): boolean {
  if (leastWeightsGiB(architecture) / gpusOf(layout) > type.gpuMemoryMiB / 1024) {
    return false; // without the memory of every matrix on every GPU
  }
  const memory = gpuMemory(architecture, { layout, kvPrecision, sequenceTokens, type });
  return memory.refusals.length === 0 && memory.sequences.value >= sequences;
}

/** Weights of all GPUs together: no layout holds less than one GPU alone would. */
function leastWeightsGiB(architecture: Architecture): number {
  const known = weights.get(architecture) ?? weightsOnEachGpu(architecture, { tensorParallel: 1 }).value;
  weights.set(architecture, known);
  return known;
}

const weights = new WeakMap<Architecture, number>();

type Fits = (type: GpuInstanceType, layout: Layout) => boolean;

function onceForEqualGpus(fits: Fits): Fits {
  const known = new Map<string, boolean>();
  return (type, layout) => {
    const key = `${type.gpu} ${type.gpuMemoryMiB} ${layoutWords(layout)}`;
    const answer = known.get(key) ?? fits(type, layout);
    known.set(key, answer);
    return answer;
  };
}
