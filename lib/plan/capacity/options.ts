import { type GpuInstanceType, gpuInstanceType, gpuInstanceTypeNames } from '../../catalogue/instance-types';
import { offering } from '../../catalogue/prices';
import { gpusOf } from '../../contract/replica-layout';
import { derived, type Figure, show } from '../../figures/figure';
import type { Fleet, Model, Workload } from '../../fleet/fleet';
import type { ReplicaThroughput } from '../../throughput/replica-throughput';
import { firstPrice } from '../prices/price';
import { memoryFit } from '../throughput/memory-fit';
import { meetsLatency } from '../throughput/replica-load';
import { replicaThroughput } from '../throughput/replica-throughput';

/** One way to serve a workload: an instance type at one concurrency, all replicas busy. */
export interface ServingOption {
  readonly instanceType: string;
  readonly gpu: string;
  /** Whether the fleet file allows the type. */
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
}

export interface Dominated {
  readonly option: ServingOption;
  readonly by: ServingOption;
}

/** Every GPU type that is offered in all regions of a workload and meets its objectives, cost against speed. */
export function workloadOptions(fleet: Fleet): WorkloadOptions[] {
  return fleet.workloads.map((workload) => {
    const model = fleet.models.find(({ name }) => name === workload.model) as Model;
    const regions = fleet.jurisdictions[workload.jurisdiction] ?? [];
    const region = regions[0] as string;
    const options = gpuInstanceTypeNames
      .filter((name) => regions.every((code) => isOffered(fleet, name, code)))
      .flatMap((name) => typeOptions(fleet, model, workload, gpuInstanceType(name) as GpuInstanceType, region));
    const front = paretoFront(options);
    return { workload: workload.name, region, front, dominated: dominatedTypes(options, front) };
  });
}

function isOffered(fleet: Fleet, instanceType: string, region: string): boolean {
  const offered = offering(instanceType, region);
  const price = fleet.pricesUsdPerHour[instanceType]?.[region] ?? offered?.onDemandUsdPerHour;
  return offered !== undefined && offered.zoneIds.length > 0 && price !== undefined;
}

function typeOptions(
  fleet: Fleet,
  model: Model,
  workload: Workload,
  type: GpuInstanceType,
  region: string,
): ServingOption[] {
  if (type.gpuCount % gpusOf(model) !== 0) {
    return [];
  }
  const { maxConcurrency } = memoryFit(model, workload, type);
  const price = firstPrice(fleet, workload, type.name, region);
  return replicaThroughput(model, workload, type)
    .filter(
      (replica) => replica.concurrency <= maxConcurrency.value && meetsLatency(replica, workload.objectives.latency),
    )
    .map((replica) => ({
      instanceType: type.name,
      gpu: type.gpu,
      allowed: model.instanceTypes.includes(type.name),
      concurrency: replica.concurrency,
      timeToFirstTokenSeconds: replica.timeToFirstTokenSeconds,
      timePerOutputTokenSeconds: replica.timePerOutputTokenSeconds,
      usdPerHour: price,
      usdPerMillionOutputTokens: costOf(price, type.gpuCount / gpusOf(model), replica, workload),
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
