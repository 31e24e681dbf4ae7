import { FindingError } from '../../artifacts/finding-error';
import { type SubnetPlace, theOnly } from '../../artifacts/tagged-network';
import { tagOf } from '../../contract/resource-references';
import type { LockEdit } from '../../fleet/edit-lock';
import type { Fleet } from '../../fleet/fleet';
import { findSubnets, findVpcs } from './find-network';

/** The ids of the parts of a region's existing network that the fleet file names by tags. @throws FindingError */
export async function networkEdits({ network: { existing } }: Fleet, region: string): Promise<LockEdit[]> {
  const stated = Object.hasOwn(existing, region) ? existing[region] : undefined;
  if (stated === undefined) {
    return [];
  }
  const vpcTag = tagOf(stated.vpc);
  const path = ['network', 'existing', region];
  const vpcId = vpcTag === undefined ? stated.vpc : only(theOnly([...path, 'vpc'], await findVpcs(region, vpcTag)));
  const subnetEdits = async (kind: 'privateSubnets' | 'publicSubnets'): Promise<LockEdit[]> => {
    const values: Record<string, string> = {};
    for (const [zoneId, reference] of Object.entries(stated[kind])) {
      const tag = tagOf(reference);
      if (tag !== undefined) {
        const place: SubnetPlace = { vpcId, zoneId };
        values[zoneId] = only(theOnly([...path, kind, zoneId], await findSubnets(region, place, tag)));
      }
    }
    return Object.keys(values).length === 0 ? [] : [{ path: ['networks', region, kind], values }];
  };
  return [
    ...(vpcTag === undefined ? [] : [{ path: ['networks', region], values: { vpcId } }]),
    ...(await subnetEdits('privateSubnets')),
    ...(await subnetEdits('publicSubnets')),
  ];
}

function only(found: ReturnType<typeof theOnly>): string {
  if ('id' in found) {
    return found.id;
  }
  throw new FindingError(found.finding);
}
