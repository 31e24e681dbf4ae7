import { createHash } from 'node:crypto';
import type { LatencyObjectives } from '../fleet/schema/objectives-schema';
import type { ServedRequests } from '../plan/capacity/served-workload';
import type { EstimateEnd } from '../plan/capacity/simulated-engine';
import { prefixReuse } from '../plan/throughput/prefix-reuse';
import type { Arrivals } from '../rehearsal/request-stream';
import { type CellQuestion, cellQuestion } from './cell-question';

/** Raised with every change of the simulator that changes what it answers: a test holds the two together. */
export const simulatorVersion = 4;

/** The requests that a size is for. */
export type SizingArrivals = Pick<Arrivals, 'dispersion' | 'seconds' | 'seed'>;

/** How random requests arrive where a workload has no trace, and what all random numbers follow from. */
export const sizingArrivals = { dispersion: 10, seconds: 1800, seed: 1 } as const;

/** The requests of a workload, and what they are promised. */
interface WorkloadQuestion {
  readonly name: string;
  readonly demand: readonly number[];
  readonly longest: readonly number[];
  readonly prefixReuseRatio: number;
  readonly promise: LatencyObjectives;
  /** Digest of the trace's bytes; undefined where it has none. */
  readonly trace: string | undefined;
}

interface SizedCell extends CellQuestion {
  /** The end of the throughput's range at which it is shown what clients see; undefined where that is not asked. */
  readonly confidence: EstimateEnd | undefined;
}

/** Everything that the sizes of a model's cells follow from, as plain data. */
export interface SizeQuestion {
  readonly simulatorVersion: number;
  readonly arrivals: SizingArrivals;
  readonly workloads: readonly WorkloadQuestion[];
  readonly cells: readonly SizedCell[];
}

/**
 * @param digestOf the trace of a workload
 * @param confidence of the workloads of a cell. @default it is not asked what clients see
 */
export const sizeQuestion = (
  sharing: readonly ServedRequests[],
  digestOf: (workload: string) => string | undefined,
  confidence?: (here: readonly ServedRequests[]) => EstimateEnd,
): SizeQuestion => ({
  simulatorVersion,
  arrivals: sizingArrivals,
  workloads: sharing.map(({ workload }) => {
    const { demand, maxInputTokens, maxOutputTokens } = workload;
    return {
      name: workload.name,
      demand: [
        demand.meanRequestsPerSecond,
        demand.peakRequestsPerSecond,
        demand.meanInputTokens,
        demand.meanOutputTokens,
      ],
      longest: [maxInputTokens, maxOutputTokens],
      prefixReuseRatio: prefixReuse(workload).value,
      promise: workload.objectives.latency,
      trace: digestOf(workload.name),
    };
  }),
  cells: [...new Set(sharing.flatMap(({ regions }) => regions))].map((region) => ({
    ...cellQuestion(region, sharing),
    confidence: confidence?.(sharing.filter(({ regions }) => regions.includes(region))),
  })),
});

/** By what an answer is found again. */
export const questionDigest = (question: object): string =>
  createHash('sha256').update(JSON.stringify(question)).digest('hex');
