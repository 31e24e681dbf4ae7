import type { PinnedId } from '../constructs/pinned-value';
import type { RegionPlan } from '../plan/plan';

type Pin = RegionPlan['machineImage'];

export const pinnedId = (pin: Pin): PinnedId => (pin.status === 'resolved' ? pin.id : undefined);

/** The ids of subnets in some zones, by zone id. */
export const pinnedSubnets = (
  subnets: Readonly<Record<string, Pin>>,
  zoneIds: readonly string[],
): Record<string, PinnedId> =>
  Object.fromEntries(
    Object.entries(subnets).flatMap(([zoneId, pin]) => (zoneIds.includes(zoneId) ? [[zoneId, pinnedId(pin)]] : [])),
  );
