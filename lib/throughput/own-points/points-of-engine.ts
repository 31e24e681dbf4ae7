import { architectureOfId } from '../../architecture/architecture-of-id';
import type { PublishedFormat } from '../../architecture/in-format';
import { allMeasuredPoints } from '../../catalogue/measured-throughput';
import { layoutName } from '../layout-name';
import { measuredAs } from '../measurements/measured-as';
import { type Observation, observationsOf } from '../measurements/observations';
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
export type OwnPoint = Observation & TimedLoad;

const measuredModel = (id: string): string | undefined => {
  const known = architectureOfId(id);
  return known && measuredAs(known.architecture);
};

const found = new Map<string, readonly OwnPoint[]>();

/**
 * The points of an engine in the version that was measured last: versions differ too much to be combined. Points whose
 * sequences exceed the KV cache are left out, since requests wait there. Points with another format of the cache do not
 * measure this engine: it reads twice the bytes, or half of them.
 */
export function pointsOf(engine: OwnEngine): readonly OwnPoint[] {
  const key = JSON.stringify(engine);
  const points = found.get(key) ?? readPoints(engine);
  found.set(key, points);
  return points;
}

function readPoints(engine: OwnEngine): readonly OwnPoint[] {
  const all = allMeasuredPoints
    .filter(({ gpu, model }) => gpu === engine.gpu && measuredModel(model) === engine.readFrom)
    .flatMap(observationsOf)
    .filter((observation) => isOf(observation, engine))
    .flatMap(ownPoint);
  const [newest] = [...all].sort((a, b) => (a.measuredDate < b.measuredDate ? 1 : -1));
  return all.filter(({ engineVersion }) => engineVersion === newest?.engineVersion);
}

const isOf = ({ engine: { format, kvPrecision, layout } }: Observation, engine: OwnEngine): boolean =>
  format === engine.format && kvPrecision === engine.kvPrecision && layoutName(layout) === engine.layout;

const ownPoint = ({ timeToFirstTokenSeconds, ...observation }: Observation): OwnPoint[] =>
  timeToFirstTokenSeconds === undefined ? [] : [{ ...observation, ...observation.load, timeToFirstTokenSeconds }];
