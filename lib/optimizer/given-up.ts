import { cautiousLatency, type Figure } from '../figures/figure';
import type { ServedWorkload } from '../plan/capacity/served-workload';
import type { GivenUp, SizedPlacement } from './optimization';
import { typeOf } from './placements';
import type { ServedPlacement } from './served-placement';

export interface Compared {
  readonly sized: SizedPlacement;
  readonly served: ServedPlacement;
}

/** Longer by less is not worth a word. */
const longerRatio = 1.1;

/** What someone gives up who takes the next placement in place of today's. */
export function givenUp(today: Compared, next: Compared): GivenUp[] {
  const [from, to] = [today.sized.placement.instanceTypes.length, next.sized.placement.instanceTypes.length];
  const [fromSeconds, toSeconds] = [coldStartSeconds(today.served), coldStartSeconds(next.served)];
  const [fromCpus, toCpus] = [cpusPerGpu(today.sized), cpusPerGpu(next.sized)];
  const [wasWide, isWide] = [widest(today.served), widest(next.served)];
  return [
    ...(to < from ? [{ kind: 'fallback types', from, to } as const] : []),
    ...(today.sized.placement.kvPrecision === 'bf16' && next.sized.placement.kvPrecision === 'fp8'
      ? [{ kind: 'cache in 16 bits' } as const]
      : []),
    ...(toCpus < fromCpus ? [{ kind: 'processors', from: fromCpus, to: toCpus } as const] : []),
    ...(isWide > wasWide * longerRatio
      ? [
          {
            kind: 'narrow range',
            gpu: typeOf(next.sized.placement.instanceTypes[0] as string).gpu,
            ratio: isWide,
          } as const,
        ]
      : []),
    ...(toSeconds > fromSeconds * longerRatio ? [{ kind: 'short cold start', fromSeconds, toSeconds } as const] : []),
    ...today.sized.cells.flatMap(({ region, instances }) => {
      const left = next.sized.cells.find((cell) => cell.region === region)?.instances;
      return left !== undefined && left < instances
        ? [{ kind: 'spare instances', region, from: instances, to: left } as const]
        : [];
    }),
  ];
}

const cpusPerGpu = ({ placement }: SizedPlacement): number => {
  const { vcpus, gpuCount } = typeOf(placement.instanceTypes[0] as string);
  return vcpus / gpuCount;
};

/** Until an instance answers, at the slow end of its slowest type. */
export const coldStartSeconds = ({ served }: ServedPlacement): number =>
  Math.max(...served.flatMap(({ types }) => types.map(({ coldStart }) => cautiousLatency(coldStart.totalSeconds))));

/** High ÷ low end of the throughput that is known least. */
const widest = ({ served }: ServedPlacement): number =>
  Math.max(...served.map(({ slowest }: ServedWorkload) => spread(slowest.replica.requestsPerSecond)));

const spread = ({ value, low = value, high = value }: Figure): number => high / low;
