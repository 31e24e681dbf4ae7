import { architectureOfId } from '../../architecture/architecture-of-id';
import type { PublishedFormat } from '../../architecture/in-format';
import { allMeasuredPoints } from '../../catalogue/measured-throughput';
import fit from '../data/roofline.json';
import { layoutName } from '../layout-name';
import { measuredAs } from '../measurements/measured-as';
import { type Observation, observationsOf, observationsWith } from '../measurements/observations';
import { rooflineLatency } from '../roofline/roofline-latency';
import type { KvPrecision } from '../roofline/roofline-replica';
import type { TimedLoad } from './step-time-model';

/** An engine that may have been measured itself. */
export interface OwnEngine {
  /** Known model of the same architecture. */
  readonly readFrom: string;
  readonly format: PublishedFormat;
  readonly kvPrecision: KvPrecision;
  readonly gpu: string;
  /** As {@link layoutName} says it. */
  readonly layout: string;
}

/** A point of one engine, with lengths as they were sent. */
export type OwnPoint = Observation &
  TimedLoad & {
    /** Format of the measured KV cache, where it was another: the times are those by the roofline's difference. */
    readonly translatedFrom: KvPrecision | undefined;
  };

/**
 * How far a time may be off that was translated from one format of the cache to another. Ratio. Llama-3.1-70B was measured
 * with a bf16 cache on H100 and with an fp8 one on H200 and B200: at 41 equal layouts, lengths and loads the roofline is off
 * by the same factor on both, up to this much in eight of ten. No other GPU has translated points.
 */
export const translationErrorRatio = (gpu: string): number => (gpu === 'H200' ? 0.05 : 0.12);

const measuredModel = (id: string): string | undefined => {
  const known = architectureOfId(id);
  return known && measuredAs(known.architecture);
};

const found = new Map<string, readonly OwnPoint[]>();

/**
 * The points of an engine in the version that was measured last: versions differ too much to be combined. Points whose
 * sequences exceed the KV cache are left out, since requests wait there. Where every point had another format of the cache,
 * each is translated by the ratio of the roofline's times with the one and with the other.
 */
export function pointsOf(engine: OwnEngine): readonly OwnPoint[] {
  const key = JSON.stringify(engine);
  const points = found.get(key) ?? readPoints(engine);
  found.set(key, points);
  return points;
}

function readPoints(engine: OwnEngine): readonly OwnPoint[] {
  const ofEngine = allMeasuredPoints
    .filter(({ gpu, model }) => gpu === engine.gpu && measuredModel(model) === engine.readFrom)
    .flatMap((point) => {
      const [measured] = observationsOf(point);
      const [asked] = observationsWith(point, engine.kvPrecision);
      return measured !== undefined && asked !== undefined && isOf(measured, engine) ? [ownPoint(measured, asked)] : [];
    })
    .flat();
  const same = ofEngine.filter(({ translatedFrom }) => translatedFrom === undefined);
  const all = same.length > 0 ? same : ofEngine;
  const [newest] = [...all].sort((a, b) => (a.measuredDate < b.measuredDate ? 1 : -1));
  return all.filter(({ engineVersion }) => engineVersion === newest?.engineVersion);
}

const isOf = ({ engine: { format, layout } }: Observation, engine: OwnEngine): boolean =>
  format === engine.format && layoutName(layout) === engine.layout;

function ownPoint(measured: Observation, asked: Observation): OwnPoint[] {
  const { timeToFirstTokenSeconds, timePerOutputTokenSeconds, load } = measured;
  if (timeToFirstTokenSeconds === undefined) {
    return [];
  }
  const before = rooflineLatency(measured.replica, fit.coefficients, load);
  const after = rooflineLatency(asked.replica, fit.coefficients, load);
  const isSame = measured.engine.kvPrecision === asked.engine.kvPrecision;
  return [
    {
      ...asked,
      ...load,
      timeToFirstTokenSeconds:
        (timeToFirstTokenSeconds * after.timeToFirstTokenSeconds) / before.timeToFirstTokenSeconds,
      timePerOutputTokenSeconds:
        (timePerOutputTokenSeconds * after.timePerOutputTokenSeconds) / before.timePerOutputTokenSeconds,
      translatedFrom: isSame ? undefined : measured.engine.kvPrecision,
    },
  ];
}
