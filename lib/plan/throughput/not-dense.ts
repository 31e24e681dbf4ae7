import { knownArchitecture } from '../../architecture/known-architecture';
import type { Architecture } from '../../architecture/model/architecture';
import type { CacheKind } from '../../architecture/model/cache';
import { mixturesOfExperts } from '../../catalogue/benchmarked-models';
import { publishedModel } from '../../catalogue/known-models';
import type { Model } from '../../fleet/fleet';

/** What layers of each kind are, where they are not the grouped attention that the roofline was fitted to. */
const otherLayers: Readonly<Record<CacheKind, string | undefined>> = {
  full: undefined,
  window: 'layers with a sliding window',
  latent: 'latent attention',
  index: 'sparse attention',
  state: 'layers with a recurrent state',
  cross: 'cross attention',
};

/**
 * What makes a model another than the dense ones to which the roofline was fitted; empty where it is one of them. A model
 * without a `config.json` is recognised by its id, where the catalogue knows it.
 */
export function notDense(model: Pick<Model, 'weights' | 'architecture'>): readonly string[] {
  const architecture = model.architecture ?? architectureOfId(model.weights);
  if (architecture === undefined) {
    return mixturesOfExperts.includes(model.weights) ? ['a mixture of experts'] : [];
  }
  const layers = architecture.caches.flatMap(({ kind }) => otherLayers[kind] ?? []);
  return [...new Set([...(architecture.experts === undefined ? [] : ['a mixture of experts']), ...layers])];
}

function architectureOfId(id: string): Architecture | undefined {
  const known = publishedModel(id);
  return known === undefined ? undefined : knownArchitecture(known).architecture;
}
