import { assumed, derived, type Figure, show } from '../../figures/figure';
import { hoursPerMonth } from '../../figures/hours';
import type { Fleet } from '../../fleet/fleet';
import { batchLoad } from '../capacity/batch-load';
import type { CellPlan } from '../capacity/cell';
import type { PoolPlan } from '../capacity/pools';
import { byPromise, type ServedWorkload } from '../capacity/served-workload';
import type { ServingType } from '../capacity/serving-type';
import { instancePrice, spotPrice } from '../prices/price';

export interface TypePrice {
  readonly instanceType: string;
  readonly usdPerHour: Figure;
}

export interface PoolCost {
  readonly pool: PoolPlan['pool'];
  readonly expectedUsdPerHour: Figure;
  readonly worstCaseUsdPerHour: Figure;
  /** Cost of the instances that run beside the old ones when a replacement fails at its end and is rolled back. */
  readonly rollbackUsd: Figure;
}

/** What one cell costs. GPU instances only. */
export interface CellCost {
  readonly model: string;
  readonly region: string;
  /** On-demand price of each allowed type, in their order. */
  readonly prices: readonly TypePrice[];
  /** Spot price of the first type; absent where the cell has no spot pool. */
  readonly spotUsdPerHour?: Figure;
  readonly pools: readonly PoolCost[];
  /** Every instance of the minimum is the first allowed type; a batch runs as long as its work takes. */
  readonly expectedUsdPerHour: Figure;
  /** Every pool at its maximum, each instance the most expensive allowed type, on demand. */
  readonly worstCaseUsdPerHour: Figure;
  /** The part of the expected cost that stands ready for the loss of a region. */
  readonly headroomUsdPerHour: Figure;
  /** The part of the expected cost that runs on spot. */
  readonly interruptibleUsdPerHour: Figure;
  /** Share of the expected instances' full throughput that the mean demand leaves unused. */
  readonly idleRatio: Figure;
}

export function cellCost(fleet: Fleet, cell: CellPlan, served: readonly ServedWorkload[]): CellCost {
  const { model, region, instanceTypes } = cell;
  const prices = instanceTypes.map((instanceType) => ({
    instanceType,
    usdPerHour: instancePrice(fleet, instanceType, region),
  }));
  const first = prices[0] as TypePrice;
  const hasSpot = cell.pools.some(({ purchase }) => purchase === 'spot');
  const spot = hasSpot ? spotPrice(fleet, first.instanceType, region) : undefined;
  const pools = cell.pools.map((pool) => poolCost(cell, pool, prices, served, spot));
  const interruptible = pools.filter(({ pool }) => pool === 'overflow').map((pool) => pool.expectedUsdPerHour);
  return {
    model,
    region,
    prices,
    ...(spot !== undefined && { spotUsdPerHour: spot }),
    pools,
    expectedUsdPerHour: sum(pools.map((pool) => pool.expectedUsdPerHour)),
    worstCaseUsdPerHour: sum(pools.map((pool) => pool.worstCaseUsdPerHour)),
    headroomUsdPerHour: headroom(cell, first),
    interruptibleUsdPerHour: interruptible[0] ?? assumed(0, 'USD/h', 'no spot pool'),
    idleRatio: idle(cell, served),
  };
}

/** One pool is its own sum. */
function sum(figures: readonly Figure[]): Figure {
  const [only] = figures;
  if (figures.length === 1 && only !== undefined) {
    return only;
  }
  const total = (pick: (figure: Figure) => number): number => figures.reduce((usd, figure) => usd + pick(figure), 0);
  const isRange = figures.some(({ low }) => low !== undefined);
  return derived(
    total(({ value }) => value),
    'USD/h',
    `${figures.map(({ value }) => show(value)).join(' + ')} USD/h of its pools`,
    {
      ...(isRange && { low: total(({ value, low }) => low ?? value), high: total(({ value, high }) => high ?? value) }),
      from: figures,
    },
  );
}

function hourly(instances: Figure, { instanceType, usdPerHour: price }: TypePrice): Figure {
  return derived(
    instances.value * price.value,
    'USD/h',
    `${show(instances.value)} × ${instanceType} at ${price.value} USD/h (${price.origin}${price.date === undefined ? '' : ` ${price.date}`}, ${price.source})`,
    { from: [instances, price] },
  );
}

function poolCost(
  cell: CellPlan,
  pool: PoolPlan,
  prices: readonly TypePrice[],
  served: readonly ServedWorkload[],
  spot: Figure | undefined,
): PoolCost {
  const first = prices[0] as TypePrice;
  const mostExpensive = [...prices].sort((a, b) => b.usdPerHour.value - a.usdPerHour.value)[0] as TypePrice;
  if (pool.block !== undefined) {
    const { usd } = pool.block;
    const paid = derived(usd.value / hoursPerMonth, 'USD/h', `${usd.value} USD paid beforehand ÷ ${hoursPerMonth} h`, {
      from: [usd],
    });
    return { pool: pool.pool, expectedUsdPerHour: paid, worstCaseUsdPerHour: paid, rollbackUsd: rollback(pool, first) };
  }
  const [one] = served;
  const batch =
    one === undefined
      ? undefined
      : byPromise(one, { latency: () => undefined, deadline: (batched) => batchLoad(cell, batched) });
  return {
    pool: pool.pool,
    expectedUsdPerHour:
      pool.purchase === 'on-demand'
        ? hourly(batch?.onDemand ?? pool.meanInstances, first)
        : batch !== undefined && spot !== undefined
          ? busySpot(batch.onSpot, first, spot)
          : assumed(0, 'USD/h', 'spot instances run in spikes only'),
    // a spot instance never costs more than the same one on demand
    worstCaseUsdPerHour: hourly(pool.maxInstances, mostExpensive),
    rollbackUsd: rollback(pool, first),
  };
}

function rollback({ surgeInstances, replacement }: PoolPlan, { usdPerHour }: TypePrice): Figure {
  const { rollbackSeconds } = replacement;
  return derived(
    (surgeInstances.value * usdPerHour.value * rollbackSeconds.value) / 3600,
    'USD',
    `${surgeInstances.value} beside the others × ${usdPerHour.value} USD/h × ${rollbackSeconds.value} s ÷ 3600`,
    { from: [surgeInstances, usdPerHour, rollbackSeconds] },
  );
}

/** Spot instances that are busy on average. */
function busySpot(instances: Figure, { instanceType }: TypePrice, spot: Figure): Figure {
  const at = (price: number): number => instances.value * price;
  return derived(
    at(spot.value),
    'USD/h',
    `${instances.source} = ${show(instances.value)} × ${instanceType} on average at ${show(spot.value)} USD/h on spot`,
    {
      ...(spot.low !== undefined && spot.high !== undefined && { low: at(spot.low), high: at(spot.high) }),
      from: [instances, spot],
    },
  );
}

function headroom({ minInstances, ownInstances }: CellPlan, { usdPerHour, instanceType }: TypePrice): Figure {
  const extra = Math.max(0, minInstances.value - ownInstances.value);
  return derived(
    extra * usdPerHour.value,
    'USD/h',
    `(${minInstances.value} − ${ownInstances.value}, not below 0) × ${instanceType} at ${usdPerHour.value} USD/h`,
    { from: [minInstances, ownInstances, usdPerHour] },
  );
}

function idle({ minInstances, region }: CellPlan, served: readonly ServedWorkload[]): Figure {
  if (minInstances.value === 0) {
    return assumed(0, 'ratio', 'nothing runs without work');
  }
  const loads = served.map(({ demand, types, sharesWithout }) => {
    const { replicasPerInstance, replica } = types[0] as ServingType;
    const share = sharesWithout().get(region) as Figure;
    const full = replicasPerInstance.value * replica.requestsPerSecond.value;
    return { busy: (demand.meanRequestsPerSecond.value * share.value) / full, full, demand, share, replica };
  });
  const busy = loads.reduce((total, load) => total + load.busy, 0);
  return derived(
    Math.max(0, 1 - busy / minInstances.value),
    'ratio',
    `1 − ${loads.map(({ demand, share, full }) => `${show(demand.meanRequestsPerSecond.value)} requests/s × ${show(share.value)} ÷ ${show(full)} requests/s of a full instance`).join(' − ')} ÷ ${minInstances.value} instances`,
    {
      from: [
        minInstances,
        ...loads.flatMap(({ demand, share, replica }) => [
          demand.meanRequestsPerSecond,
          share,
          replica.requestsPerSecond,
        ]),
      ],
    },
  );
}
