import { architectureOfId } from '../../architecture/architecture-of-id';
import type { Architecture } from '../../architecture/model/architecture';
import { measuredModels } from '../../catalogue/measured-throughput';
import { publicModels } from '../../catalogue/public-throughput';

/** Two models with the same matrices and the same cache take the same time, whatever their ids. */
const identityOf = ({ tensors, caches }: Architecture): string => JSON.stringify([tensors, caches]);

/** Known models that were measured, by identity. */
let measured: ReadonlyMap<string, string> | undefined;

function measuredByIdentity(): ReadonlyMap<string, string> {
  measured ??= new Map(
    // the first id of an identity stays
    [...measuredModels, ...publicModels].reverse().flatMap((id) => {
      const known = architectureOfId(id);
      return known === undefined ? [] : [[identityOf(known.architecture), known.readFrom] as const];
    }),
  );
  return measured;
}

const found = new WeakMap<Architecture, string | undefined>();

/** The known model under which an architecture was measured; undefined where it was not. */
export function measuredAs(architecture: Architecture): string | undefined {
  if (!found.has(architecture)) {
    found.set(architecture, measuredByIdentity().get(identityOf(architecture)));
  }
  return found.get(architecture);
}
