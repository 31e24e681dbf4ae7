import { type Area, area } from '../../catalogue/areas';
import { distanceKm } from '../../catalogue/globe';
import { type Region, region } from '../../catalogue/regions';
import { assumed, derived, type Figure, show, stated } from '../../figures/figure';
import type { Workload } from '../../fleet/fleet';

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
    const distance = distanceFigure(code, served);
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
  const after = roundTrip(distanceFigure(areaCode, next));
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

/** An area is larger than the city that stands for it. */
const leastKm = 100;

function distanceFigure(areaCode: string, regionCode: string): Figure {
  const [from, to] = [area(areaCode) as Area, region(regionCode) as Region];
  return assumed(
    Math.round(Math.max(leastKm, distanceKm(from, to))),
    'km',
    `great circle from ${from.city} to ${to.place}, each standing for all around it; at least ${leastKm} km`,
  );
}

/** Light in fibre covers 200 km a millisecond. */
const fibreKmPerMs = assumed(200, 'km/ms', 'two thirds of the speed of light, in glass');

/** Cables go around: measured routes are between the great circle and twice its length. */
const detour = assumed(1.5, 'ratio', 'length of the cable over the great circle', { low: 1, high: 2 });

function roundTrip(distance: Figure): Figure {
  const ms = (factor: number): number => (2 * distance.value * factor) / fibreKmPerMs.value;
  return derived(
    ms(detour.value),
    'ms',
    `2 × ${distance.value} km × ${detour.value} ÷ ${fibreKmPerMs.value} km/ms, without the networks at either end`,
    { low: ms(detour.low ?? 1), high: ms(detour.high ?? 1), from: [distance, detour, fibreKmPerMs] },
  );
}

function nearestRegion(areaCode: string, regions: readonly string[]): string {
  const from = area(areaCode);
  const distance = (code: string): number => {
    const to = region(code);
    return from === undefined || to === undefined ? Number.POSITIVE_INFINITY : distanceKm(from, to);
  };
  return [...regions].sort((a, b) => distance(a) - distance(b))[0] as string;
}
