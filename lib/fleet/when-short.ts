import type { WrittenFleet } from './schema';
import { shapeTraits } from './shape-traits';

type Written = Pick<WrittenFleet, 'gateway' | 'jurisdictions'>;
type Workload = Pick<WrittenFleet['workloads'][number], 'shape' | 'jurisdiction' | 'whenShort'>;
export type ShortTier = NonNullable<Workload['whenShort']>[number];

/** Where a request goes if its own cell has no room, as the fleet file states it or by default. */
export function tiersWhenShort({ gateway, jurisdictions }: Written, workload: Workload): readonly ShortTier[] {
  const { shape, jurisdiction, whenShort } = workload;
  if (gateway === undefined || !shapeTraits[shape].hasHostName) {
    return [];
  }
  const regions = Object.hasOwn(jurisdictions, jurisdiction) ? jurisdictions[jurisdiction] : undefined;
  return whenShort ?? (gateway.peering && (regions ?? []).length > 1 ? ['siblings'] : []);
}
