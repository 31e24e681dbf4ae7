import { assumed, derived, type Figure, show, stated } from '../../figures/figure';
import { failoverMode, failoverTraits, promisedShare } from '../../fleet/failover-traits';
import type { Model } from '../../fleet/fleet';
import { isNone } from '../../fleet/schema';
import type { CellSizes } from './cell-sizes';
import type { ServedWorkload } from './served-workload';
import { decidedSizes, type FewestInstances, type SimulatedCell } from './simulated-cell';

/** Room above the minimum for demand above the planned peak and for launching before terminating. */
const growthRatio = assumed(0.25, 'ratio', 'room above the minimum for demand above the planned peak');

/** Share of the peak that must be running elsewhere before a region is lost. */
export function runningShare({ workload: { failover } }: ServedWorkload): Figure {
  return isNone(failover) ? noPolicy(failover) : failoverTraits[failover.mode].runningShare(failover);
}

/** Share of the peak that the other regions must carry once they have grown. */
export const promisedShareOf = ({ workload: { failover } }: ServedWorkload): Figure =>
  isNone(failover) ? noPolicy(failover) : promisedShare(failover);

const noPolicy = ({ none, owner }: { readonly none: string; readonly owner: string }): Figure =>
  assumed(0, 'ratio', `no failover policy: ${none} (${owner})`);

/** What a region needs for its own users, and for those that come to it once any other region is lost. */
export function groupSizes(
  model: Model,
  region: string,
  served: readonly ServedWorkload[],
  simulated?: SimulatedCell,
): CellSizes {
  const fewest = decidedSizes(simulated);
  return fewest === undefined || simulated === undefined
    ? arithmeticSizes(model, region, served)
    : simulatedSizes(model, served, simulated, fewest);
}

function arithmeticSizes(model: Model, region: string, served: readonly ServedWorkload[]): CellSizes {
  const own = needOf(served.map((one) => ({ one, share: one.sharesWithout().get(region) as Figure })));
  const running = worstNeed(region, served, runningShare);
  const grown = worstNeed(region, served, promisedShareOf);
  const ownInstances = derived(own.instances, 'instances', `${own.text} for its own users`, { from: own.from });
  const { min: statedMin } = model.instancesPerRegion;
  const minInstances =
    statedMin === undefined
      ? largerOf(own, running, leastInstances(served))
      : stated(statedMin, 'instances', 'models[].instancesPerRegion.min');
  return {
    ownInstances,
    minInstances,
    maxInstances: maximum(model, [minInstances, ownInstances, ...grownFigure(grown)]),
  };
}

/** Figures that the simulations of a cell begin with. */
export const simulationInputs = (served: readonly ServedWorkload[]): Figure[] =>
  served.flatMap(({ demand, slowest }) => [
    demand.peakRequestsPerSecond,
    slowest.replica.timeToFirstTokenSeconds,
    slowest.replica.timePerOutputTokenSeconds,
  ]);

/** The fewest instances that keep every promise, with the same floors and the same room above them. */
function simulatedSizes(
  model: Model,
  served: readonly ServedWorkload[],
  { confidence }: SimulatedCell,
  { own, running, grown }: FewestInstances,
): CellSizes {
  const from = simulationInputs(served);
  const size = (instances: number, under: string, floor = ''): Figure =>
    derived(
      instances,
      'instances',
      `fewest that keep every objective in a simulation at the ${confidence} speed, ${under}${floor}`,
      { from },
    );
  const least = leastInstances(served);
  const ownInstances = size(own, 'for its own users');
  const { min: statedMin } = model.instancesPerRegion;
  const minInstances =
    statedMin === undefined
      ? size(
          Math.max(running, least),
          'for its own users and after the loss of any other region',
          running < least ? `; at least ${least}, where traffic may arrive` : '',
        )
      : stated(statedMin, 'instances', 'models[].instancesPerRegion.min');
  return {
    ownInstances,
    minInstances,
    maxInstances: maximum(model, [minInstances, ownInstances, size(grown, 'with all that is promised after a loss')]),
  };
}

interface Need {
  readonly instances: number;
  readonly text: string;
  readonly from: readonly Figure[];
  readonly lost?: string;
}

function needOf(
  terms: readonly { readonly one: ServedWorkload; readonly share: Figure; readonly promised?: Figure | undefined }[],
): Need {
  const instances = terms.reduce(
    (sum, { one, share, promised }) =>
      sum +
      (one.demand.peakRequestsPerSecond.value * (promised?.value ?? 1) * share.value) /
        one.slowest.plannedRequestsPerSecond.value,
    0,
  );
  const text = terms
    .filter(({ share }) => share.value > 0 || terms.length === 1)
    .map(({ one, share, promised }) => {
      const each = show(one.slowest.plannedRequestsPerSecond.value);
      return `${show(one.demand.peakRequestsPerSecond.value * (promised?.value ?? 1))} requests/s × ${show(share.value)} ÷ ${each} requests/s`;
    })
    .join(' + ');
  return {
    instances: Math.ceil(Number(instances.toFixed(9))),
    text: `⌈${text}⌉ = ${Math.ceil(Number(instances.toFixed(9)))}`,
    from: terms.flatMap(({ one, share, promised }) => [
      one.demand.peakRequestsPerSecond,
      share,
      one.slowest.plannedRequestsPerSecond,
      ...(promised === undefined ? [] : [promised]),
    ]),
  };
}

const leastInstances = (served: readonly ServedWorkload[]): number =>
  Math.max(...served.map(({ workload }) => failoverTraits[failoverMode(workload.failover)].leastInstances));

/**
 * The loss of another region that needs most instances here; undefined where no loss is planned for. Engines cannot
 * refuse one workload and serve another, so a shared cell is sized for the largest promise among its workloads.
 */
function worstNeed(
  region: string,
  served: readonly ServedWorkload[],
  promisedOf: (one: ServedWorkload) => Figure,
): Need | undefined {
  const others = new Set(served.filter(({ workload }) => !isNone(workload.failover)).flatMap(({ regions }) => regions));
  others.delete(region);
  const needs = [...others].map((lost) => {
    const moved = served.filter(({ regions }) => regions.includes(lost));
    const promised = moved.map(promisedOf).reduce((a, b) => (b.value > a.value ? b : a));
    return {
      ...needOf(
        served.map((one) =>
          moved.includes(one)
            ? { one, share: one.sharesWithout(lost).get(region) as Figure, promised }
            : { one, share: one.sharesWithout().get(region) as Figure },
        ),
      ),
      lost,
    };
  });
  return needs.length === 0 ? undefined : needs.reduce((a, b) => (b.instances > a.instances ? b : a));
}

function largerOf(own: Need, after: Need | undefined, least: number): Figure {
  const needed = Math.max(own.instances, after?.instances ?? 0);
  const floor = needed < least ? `; at least ${least}, where traffic may arrive` : '';
  return after === undefined
    ? derived(
        Math.max(least, needed),
        'instances',
        `${own.text} for its own users, no capacity kept for failover${floor}`,
        { from: own.from },
      )
    : derived(
        Math.max(least, needed),
        'instances',
        `the larger of ${own.text} for its own users and ${after.text} once ${after.lost} is lost${floor}`,
        { from: [...new Set([...own.from, ...after.from])] },
      );
}

const grownFigure = (grown: Need | undefined): Figure[] =>
  grown === undefined
    ? []
    : [derived(grown.instances, 'instances', `${grown.text} once ${grown.lost} is lost`, { from: grown.from })];

/** Room above the largest of `floors`, of which the first is the minimum. */
function maximum(model: Model, floors: readonly [Figure, ...Figure[]]): Figure {
  const { max } = model.instancesPerRegion;
  if (max !== undefined) {
    return stated(max, 'instances', 'models[].instancesPerRegion.max');
  }
  const floor = floors.reduce((a, b) => (b.value > a.value ? b : a));
  const room = Math.max(1, Math.ceil(floor.value * growthRatio.value));
  return derived(
    floor.value + room,
    'instances',
    `${floor === floors[0] ? 'minimum' : floor.source} + ${growthRatio.value * 100} %: ${growthRatio.source}`,
    { from: [floor, growthRatio] },
  );
}
