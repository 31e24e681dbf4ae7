import { engineRepositoryName } from '../../lib/contract/artifacts';
import type { Context } from './context';

/** Where a region keeps the images of its instances, each under its digest. */
export const registryOf = ({ account, region }: Pick<Context['instance'], 'account' | 'region'>): string =>
  `${account}.dkr.ecr.${region}.amazonaws.com`;

/** HAProxy's image lies beside the engine's. */
export const guardImage = ({ instance, parameters }: Pick<Context, 'instance' | 'parameters'>) => {
  const registry = registryOf(instance);
  return { registry, image: `${registry}/${engineRepositoryName(parameters.fleet)}@${parameters.guardImageDigest}` };
};
