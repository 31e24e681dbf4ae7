import { knownArchitecture } from '../../architecture/known-architecture';
import type { Architecture } from '../../architecture/model/architecture';
import { publishedModel } from '../../catalogue/known-models';
import { measuredModels } from '../../catalogue/measured-throughput';
import type { Model } from '../../fleet/fleet';

/** Two models with the same matrices and the same cache take the same time, whatever their ids. */
const identityOf = ({ tensors, caches }: Architecture): string => JSON.stringify([tensors, caches]);

/** Identities of the measured models whose `config.json` the catalogue holds, under the ids of their measurements. */
let measuredIdentities: ReadonlyMap<string, string> | undefined;

function identities(): ReadonlyMap<string, string> {
  measuredIdentities ??= new Map(
    measuredModels.flatMap((id) => {
      const known = publishedModel(id) ?? publishedModel(`${id}-Instruct`);
      const architecture = known === undefined ? undefined : knownArchitecture(known).architecture;
      return architecture === undefined ? [] : [[id, identityOf(architecture)] as const];
    }),
  );
  return measuredIdentities;
}

function measuredWith(architecture: Architecture): string | undefined {
  const identity = identityOf(architecture);
  return [...identities()].find(([, other]) => other === identity)?.[0];
}

const found = new WeakMap<Architecture, string | undefined>();

/** The measured model that has the published architecture of this id; undefined for an id that the catalogue does not know. */
function measuredAsPublished(weights: string): string | undefined {
  const known = measuredModels.includes(weights) ? undefined : publishedModel(weights);
  const architecture = known === undefined ? undefined : knownArchitecture(known).architecture;
  return architecture === undefined ? undefined : measuredWith(architecture);
}

/**
 * The id under which a model was measured. With a `config.json` it is the measured model of the same architecture; an id
 * whose published architecture is another has no measurements, and neither has a model whose memory its owner declares.
 */
export function measuredId({
  weights,
  architecture,
  memory,
}: Pick<Model, 'weights' | 'architecture' | 'memory'>): string | undefined {
  if (memory !== undefined) {
    return undefined;
  }
  if (architecture === undefined) {
    return measuredAsPublished(weights) ?? weights;
  }
  if (!found.has(architecture)) {
    found.set(architecture, measuredWith(architecture));
  }
  return found.get(architecture) ?? (identities().has(weights) ? undefined : weights);
}
