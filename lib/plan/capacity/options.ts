import type { Layout } from '../../architecture/model/architecture';
import { type GpuInstanceType, gpuInstanceTypes } from '../../catalogue/instance-types';
import { gpusOf, layoutOf, layoutWords } from '../../contract/replica-layout';
import { derived, type Figure, show } from '../../figures/figure';
import type { Fleet, Model, Workload } from '../../fleet/fleet';
import { owningWorkloads } from '../../fleet/idle-work';
import type { ReplicaThroughput } from '../../throughput/replica-throughput';
import { firstPrice } from '../prices/price';
import { type ServingPlace, servingPlaces } from './serving-places';

/** One way to serve a workload: an instance type in one layout at one concurrency, all replicas busy. */
export interface ServingOption {
  readonly instanceType: string;
  readonly gpu: string;
  /** How the GPUs of a replica share the model. */
  readonly layout: Layout;
  /** Whether the fleet file allows the type, in this layout. */
  readonly allowed: boolean;
  /** Requests in flight on one replica. */
  readonly concurrency: number;
  readonly timeToFirstTokenSeconds: Figure;
  readonly timePerOutputTokenSeconds: Figure;
  /** Price of one instance, the smallest amount of capacity that can be bought. */
  readonly usdPerHour: Figure;
  readonly usdPerMillionOutputTokens: Figure;
}

export interface WorkloadOptions {
  readonly workload: string;
  /** The workload's first region, whose prices are compared. */
  readonly region: string;
  /** The options that no other beats in both speed and cost, fastest first. */
  readonly front: readonly ServingOption[];
  /** Types without a place on the front, and an option that beats the best of each. */
  readonly dominated: readonly Dominated[];
  /** Types that cannot serve it in any layout. */
  readonly failing: readonly FailingType[];
}

export interface FailingType {
  readonly instanceType: string;
  /** For example `8 × H100`. */
  readonly gpu: string;
  readonly reason: string;
}

export interface Dominated {
  readonly option: ServingOption;
  readonly by: ServingOption;
}

/** Every GPU type in every layout, cost against speed, and why the others cannot serve. */
export function workloadOptions(fleet: Fleet): WorkloadOptions[] {
  return owningWorkloads(fleet).map((workload) => {
    const model = fleet.models.find(({ name }) => name === workload.model) as Model;
    const region = (fleet.jurisdictions[workload.jurisdiction] ?? [])[0] as string;
    const outcomes = gpuInstanceTypes.map((type) => ({ type, places: servingPlaces(fleet, workload, model, type) }));
    const options = outcomes.flatMap(({ type, places }) =>
      'reason' in places
        ? []
        : places.flatMap((place) => placeOptions({ fleet, workload, model, type, region }, place)),
    );
    const front = paretoFront(options);
    return {
      workload: workload.name,
      region,
      front,
      dominated: dominatedTypes(options, front),
      failing: outcomes.flatMap(({ type: { name, gpu, gpuCount }, places }) =>
        'reason' in places ? [{ instanceType: name, gpu: `${gpuCount} × ${gpu}`, reason: places.reason }] : [],
      ),
    };
  });
}

interface Asked {
  readonly fleet: Fleet;
  readonly workload: Workload;
  readonly model: Model;
  readonly type: GpuInstanceType;
  readonly region: string;
}

function placeOptions(
  { fleet, workload, model, type, region }: Asked,
  { layout, replicas }: ServingPlace,
): ServingOption[] {
  const price = firstPrice(fleet, workload, type.name, region);
  const isLaidOutSo = layoutWords(layout) === layoutWords(layoutOf(model));
  return replicas.map((replica) => ({
    instanceType: type.name,
    gpu: type.gpu,
    layout,
    allowed: isLaidOutSo && model.instanceTypes.includes(type.name),
    concurrency: replica.concurrency,
    timeToFirstTokenSeconds: replica.timeToFirstTokenSeconds,
    timePerOutputTokenSeconds: replica.timePerOutputTokenSeconds,
    usdPerHour: price,
    usdPerMillionOutputTokens: costOf(price, type.gpuCount / gpusOf(layout), replica, workload),
  }));
}

function costOf(price: Figure, replicas: number, replica: ReplicaThroughput, { demand }: Workload): Figure {
  const { requestsPerSecond } = replica;
  const cost = (rate: number): number => (price.value / (replicas * rate * demand.meanOutputTokens * 3600)) * 1e6;
  const range =
    requestsPerSecond.low === undefined || requestsPerSecond.high === undefined
      ? {}
      : { low: cost(requestsPerSecond.high), high: cost(requestsPerSecond.low) };
  return derived(
    cost(requestsPerSecond.value),
    'USD/10⁶ tokens',
    `${show(price.value)} USD/h ÷ (${replicas} replicas × ${show(requestsPerSecond.value)} requests/s × ${show(demand.meanOutputTokens)} output tokens × 3600 s) × 10⁶`,
    { ...range, from: [price, requestsPerSecond] },
  );
}

const speedOf = ({ timePerOutputTokenSeconds }: ServingOption): number => timePerOutputTokenSeconds.value;
const priceOf = ({ usdPerMillionOutputTokens }: ServingOption): number => usdPerMillionOutputTokens.value;

/** At least as fast and as cheap, and better in one of the two. */
const beats = (a: ServingOption, b: ServingOption): boolean =>
  speedOf(a) <= speedOf(b) && priceOf(a) <= priceOf(b) && (speedOf(a) < speedOf(b) || priceOf(a) < priceOf(b));

function paretoFront(options: readonly ServingOption[]): ServingOption[] {
  return options
    .filter((option) => !options.some((other) => beats(other, option)))
    .sort((a, b) => speedOf(a) - speedOf(b) || priceOf(a) - priceOf(b));
}

/** For each type off the front its cheapest option, with the cheapest one that beats it. */
function dominatedTypes(options: readonly ServingOption[], front: readonly ServingOption[]): Dominated[] {
  const onFront = new Set(front.map(({ instanceType }) => instanceType));
  const cheapest = new Map<string, ServingOption>();
  for (const option of [...options].sort((a, b) => priceOf(b) - priceOf(a))) {
    if (!onFront.has(option.instanceType)) {
      cheapest.set(option.instanceType, option);
    }
  }
  return [...cheapest.values()]
    .sort((a, b) => priceOf(a) - priceOf(b))
    .flatMap((option) => {
      const by = front.filter((other) => beats(other, option)).sort((a, b) => priceOf(a) - priceOf(b))[0];
      return by === undefined ? [] : [{ option, by }];
    });
}
