import { type Area, area } from '../../catalogue/areas';
import { distanceKm } from '../../catalogue/globe';
import { region } from '../../catalogue/regions';
import { assumed, derived, type Figure, show, stated } from '../../figures/figure';
import type { Workload } from '../../fleet/fleet';
import { distanceFigure, regionPlace, roundTrip } from './round-trip';

/** Where the users of one area are served, and where once that region is lost. */
export interface AreaRoute {
  readonly area: string;
  readonly share: Figure;
  readonly region: string;
  readonly distanceKm: Figure;
  readonly roundTripMs: Figure;
  /** Undefined where there is no other region. */
  readonly afterLoss: { readonly region: string; readonly addedRoundTripMs: Figure } | undefined;
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
      return [
        code,
        areas.length === 0
          ? assumed(0, 'ratio', `${whose} by great-circle distance`)
          : derived(share, 'ratio', `${whose} by great-circle distance`, { from }),
      ];
    }),
  );
}

/** Every area of a workload's users; none where they are not stated. A primary region serves all of them. */
export function areaRoutes({ users }: Workload, regions: readonly string[], primary?: string): AreaRoute[] {
  return Object.entries(users ?? {}).map(([code, share]) => {
    const served = primary ?? nearestRegion(code, regions);
    const others = regions.filter((other) => other !== served);
    const distance = tripDistance(code, served);
    const trip = roundTrip(distance);
    return {
      area: code,
      share: stated(share ?? 0, 'ratio', `users.${code}`),
      region: served,
      distanceKm: distance,
      roundTripMs: trip,
      afterLoss: others.length === 0 ? undefined : afterLoss(code, nearestRegion(code, others), trip),
    };
  });
}

function afterLoss(areaCode: string, next: string, before: Figure): NonNullable<AreaRoute['afterLoss']> {
  const after = roundTrip(tripDistance(areaCode, next));
  return {
    region: next,
    addedRoundTripMs: derived(
      after.value - before.value,
      'ms',
      `${show(after.value)} ms to ${next} − ${show(before.value)} ms`,
      { from: [after, before] },
    ),
  };
}

const tripDistance = (areaCode: string, regionCode: string): Figure => {
  const { city, ...coordinates } = area(areaCode) as Area;
  return distanceFigure({ ...coordinates, name: city }, regionPlace(regionCode));
};

function nearestRegion(areaCode: string, regions: readonly string[]): string {
  const from = area(areaCode);
  const distance = (code: string): number => {
    const to = region(code);
    return from === undefined || to === undefined ? Number.POSITIVE_INFINITY : distanceKm(from, to);
  };
  return [...regions].sort((a, b) => distance(a) - distance(b))[0] as string;
}
