import type { PoolSizing } from '../../contract/pool-sizing';
import { type PoolName, type Purchase, poolPurchases } from '../../contract/pools';
import { assumed, derived, type Figure, stated } from '../../figures/figure';
import type { Model } from '../../fleet/fleet';
import { busyMinimums, type PlannedMinimum } from './busy-hours';
import type { CellSizes } from './cell-sizes';
import type { NotYet } from './not-yet';
import { type ReplacementPlan, replacementPlan } from './replacement';

/** One way in which a cell gets instances: an Auto Scaling group of its own. */
export interface PoolPlan extends PoolSizing<Figure> {
  readonly pool: PoolName;
  readonly purchase: Purchase;
  readonly schedule: readonly PlannedMinimum[];
  /** Over a week, with the busy hours: what is paid for. */
  readonly meanInstances: Figure;
  /** Launched beyond the maximum while the group's instances are replaced; none where there is nowhere to launch them. */
  readonly surgeInstances: Figure;
  readonly replacement: ReplacementPlan;
  /** On-Demand Capacity Reservations used first, or the Capacity Block. */
  readonly reservations: readonly string[];
  readonly block?: CapacityBlockPlan;
  readonly notYetDeployed?: NotYet;
}

export interface CapacityBlockPlan {
  readonly instanceType: string;
  readonly startsAt: string;
  readonly endsAt: string;
  /** For the whole of it, paid beforehand. */
  readonly usd: Figure;
  readonly usdPerHour: Figure;
}

const noSurge = (why: string): Figure => assumed(0, 'instances', why);
const idle = assumed(0, 'instances', 'spot is for what the baseline cannot take');
const noWarm = assumed(0, 'instances', 'no warm pool is stated');

export function poolPlans(model: Model, region: string, sizes: CellSizes, coldStartAtMost: Figure): PoolPlan[] {
  return [
    baseline(model, region, sizes, coldStartAtMost),
    ...overflow(model, sizes, coldStartAtMost),
    ...capacityBlocks(model, region, coldStartAtMost),
  ];
}

/** One instance at a time is replaced in a small group, a tenth of a large one. */
const surgeRatio = assumed(0.1, 'ratio', 'share of a group that is replaced at a time');

function baseline(model: Model, region: string, sizes: CellSizes, coldStartAtMost: Figure): PoolPlan {
  const { reservations, warmInstances, replacement } = model.pools.baseline;
  const reserved = reservations[region] ?? [];
  const order = replacement ?? (reserved.length > 0 ? 'terminate-first' : 'launch-first');
  const surge =
    order === 'terminate-first'
      ? noSurge(
          replacement === undefined
            ? 'full reservations have no room to launch before terminating'
            : 'models[].pools.baseline.replacement: terminate-first',
        )
      : derived(
          Math.max(1, Math.ceil(sizes.maxInstances.value * surgeRatio.value)),
          'instances',
          `⌈${sizes.maxInstances.value} × ${surgeRatio.value}⌉, at least one`,
          { from: [sizes.maxInstances, surgeRatio] },
        );
  return {
    pool: 'baseline',
    purchase: poolPurchases.baseline,
    minInstances: sizes.minInstances,
    maxInstances: sizes.maxInstances,
    ...busyMinimums(model, sizes.minInstances, coldStartAtMost),
    surgeInstances: surge,
    warmInstances:
      warmInstances === undefined
        ? noWarm
        : stated(warmInstances, 'instances', 'models[].pools.baseline.warmInstances'),
    replacement: replacementPlan({
      instances: sizes.minInstances,
      surge,
      order,
      coldStartAtMost,
    }),
    reservations: reserved,
  };
}

function overflow(model: Model, { spotMaxInstances }: CellSizes, coldStartAtMost: Figure): PoolPlan[] {
  const { overflow: statedOverflow } = model.pools;
  const max =
    statedOverflow === undefined
      ? spotMaxInstances
      : stated(statedOverflow.maxInstances, 'instances', 'models[].pools.overflow.maxInstances');
  return max === undefined
    ? []
    : [
        {
          pool: 'overflow',
          purchase: poolPurchases.overflow,
          minInstances: idle,
          maxInstances: max,
          meanInstances: idle,
          schedule: [],
          surgeInstances: noSurge('a spot instance is replaced when it goes'),
          warmInstances: assumed(0, 'instances', 'a warm pool holds no spot instances'),
          replacement: replacementPlan({
            instances: max,
            surge: noSurge('a spot instance is replaced when it goes'),
            order: 'terminate-first',
            coldStartAtMost,
          }),
          reservations: [],
        },
      ];
}

const hoursBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 3_600_000;

function capacityBlocks(model: Model, region: string, coldStartAtMost: Figure): PoolPlan[] {
  return model.pools.capacityBlocks
    .filter((block) => block.region === region)
    .map(({ id, instanceType, instances, startsAt, endsAt, usd }) => {
      const paid = stated(usd, 'USD', 'models[].pools.capacityBlocks[].usd');
      const hours = hoursBetween(startsAt, endsAt);
      const size = stated(instances, 'instances', 'models[].pools.capacityBlocks[].instances');
      return {
        pool: 'capacity-block',
        purchase: poolPurchases['capacity-block'],
        minInstances: assumed(0, 'instances', 'a Capacity Block is empty before it begins and after it ends'),
        maxInstances: size,
        meanInstances: assumed(0, 'instances', 'it is paid for as a whole'),
        schedule: [],
        surgeInstances: noSurge('a Capacity Block is full'),
        warmInstances: assumed(0, 'instances', 'a Capacity Block takes no warm pool'),
        replacement: replacementPlan({
          instances: size,
          surge: noSurge('a Capacity Block is full'),
          order: 'terminate-first',
          coldStartAtMost,
        }),
        reservations: [id],
        block: {
          instanceType,
          startsAt,
          endsAt,
          usd: paid,
          usdPerHour: derived(usd / hours, 'USD/h', `${usd} USD ÷ ${hours} h from ${startsAt} to ${endsAt}`, {
            from: [paid],
          }),
        },
        notYetDeployed: 'a Capacity Block',
      };
    });
}
