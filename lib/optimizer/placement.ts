import type { Layout } from '../architecture/model/architecture';
import { layoutOf, layoutWords } from '../contract/replica-layout';
import type { Model } from '../fleet/fleet';

/** One way to serve a model: how GPUs share it, how precise its cache is, and on which types. */
export interface Placement {
  readonly layout: Omit<Layout, 'pipelineParallel'>;
  readonly kvPrecision: Model['kvPrecision'];
  /** First choice first; all have equally many GPUs. */
  readonly instanceTypes: readonly string[];
}

export const placementOf = (model: Model): Placement => ({
  layout: layoutOf(model),
  kvPrecision: model.kvPrecision,
  instanceTypes: model.instanceTypes,
});

/** The model served so, its stated sizes of groups left out: how many instances it needs is what is searched. */
export function placed(model: Model, { layout, kvPrecision, instanceTypes }: Placement): Model {
  const {
    derived: _derived,
    tensorParallel: _tensor,
    dataParallel: _data,
    expertParallel: _expert,
    instancesPerRegion: _sizes,
    ...rest
  } = model;
  return { ...rest, ...layout, kvPrecision, instanceTypes, instancesPerRegion: {} } as Model;
}

export const placementWords = ({ layout, kvPrecision, instanceTypes }: Placement): string =>
  `${instanceTypes.join(' or ')}, ${layoutWords(layout)}${kvPrecision === 'fp8' ? ', KV cache in fp8' : ''}`;

export const sameLayout = (a: Placement, b: Placement): boolean => layoutWords(a.layout) === layoutWords(b.layout);

/** How much of a fleet file a placement changes: the fewest changes are tried first among equal costs. */
export const changesFrom = (today: Placement, next: Placement): number =>
  (today.instanceTypes[0] === next.instanceTypes[0] ? 0 : 4) +
  (today.kvPrecision === next.kvPrecision ? 0 : 2) +
  (sameLayout(today, next) ? 0 : 1);
