import { area } from '../catalogue/areas';
import { region } from '../catalogue/regions';
import type { Workload } from '../fleet/fleet';
import { assumed, derived, type Figure, stated } from './figure';

interface Place {
  readonly latitude: number;
  readonly longitude: number;
}

/** Share of a workload's demand that reaches each region while all are well: every area goes to its nearest region. */
export function demandShares(workload: Workload, regions: readonly string[]): Map<string, Figure> {
  const { users } = workload;
  if (users === undefined) {
    return new Map(
      regions.map((code) => [
        code,
        assumed(1 / regions.length, 'ratio', `1 ÷ ${regions.length} regions: users are not stated`),
      ]),
    );
  }
  const served = new Map<string, string[]>(regions.map((code) => [code, []]));
  for (const code of Object.keys(users)) {
    served.get(nearestRegion(code, regions))?.push(code);
  }
  return new Map(
    [...served].map(([code, areas]) => {
      const share = areas.reduce((sum, name) => sum + (users[name] ?? 0), 0);
      const whose = areas.length === 0 ? 'no area is nearest to it' : `nearest to ${areas.join(', ')}`;
      const from = areas.map((name) => stated(users[name] ?? 0, 'ratio', `users.${name}`));
      return [code, derived(share, 'ratio', `${whose} by great-circle distance`, { from })];
    }),
  );
}

function nearestRegion(areaCode: string, regions: readonly string[]): string {
  const from = area(areaCode);
  const distance = (code: string): number => {
    const to = region(code);
    return from === undefined || to === undefined ? Number.POSITIVE_INFINITY : centralAngle(from, to);
  };
  return [...regions].sort((a, b) => distance(a) - distance(b))[0] as string;
}

/** Haversine formula, radians. */
function centralAngle(from: Place, to: Place): number {
  const radians = (degrees: number): number => (degrees * Math.PI) / 180;
  const halfChord =
    Math.sin(radians(to.latitude - from.latitude) / 2) ** 2 +
    Math.cos(radians(from.latitude)) *
      Math.cos(radians(to.latitude)) *
      Math.sin(radians(to.longitude - from.longitude) / 2) ** 2;
  return 2 * Math.asin(Math.sqrt(halfChord));
}
