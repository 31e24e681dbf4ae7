import type { IdleWorkload } from '../fleet/fleet';
import { cellPlan } from '../plan/capacity/cell';
import type { ServedRequests, ServedWorkload } from '../plan/capacity/served-workload';
import type { SimulatedCell } from '../plan/capacity/simulated-cell';
import type { EngineInputs, EstimateEnd } from '../plan/capacity/simulated-engine';
import { mostPerSecond } from '../plan/idle/idle-rates';
import { mostInFlight } from '../plan/idle/most-in-flight';
import { prefixReuse } from '../plan/throughput/prefix-reuse';
import type { Load } from './cell-question';
import type { SizeQuestion } from './size-question';

/** One cell, on the instances that run at all times. */
export interface IdleCellQuestion {
  readonly region: string;
  readonly instances: number;
  readonly end: EstimateEnd;
  readonly engines: EngineInputs;
  readonly loads: readonly Load[];
  /** Requests in flight on an engine up to which the batch may fill it. */
  readonly most: number;
  /** More requests of the batch than an instance finishes in a second, whatever runs beside them. */
  readonly fastestPerSecond: number;
}

/** Raised with every change of what an answer holds. */
const idleVersion = 2;

/** Everything that a batch on idle capacity follows from, as plain data. */
export interface IdleQuestion extends Pick<SizeQuestion, 'simulatorVersion' | 'arrivals' | 'workloads'> {
  readonly idleVersion: number;
  readonly batch: {
    readonly name: string;
    readonly lengths: readonly number[];
    readonly prefixReuseRatio: number;
  };
  readonly idleCells: readonly IdleCellQuestion[];
}

/**
 * @param sizes what the simulations without the batch found
 * @param served everything that the cells of the model serve
 */
export function idleQuestion(
  question: SizeQuestion,
  batch: IdleWorkload,
  regions: readonly string[],
  sharing: readonly ServedRequests[],
  sizes: readonly SimulatedCell[],
): IdleQuestion {
  const { demand, maxInputTokens, maxOutputTokens } = batch;
  return {
    simulatorVersion: question.simulatorVersion,
    idleVersion,
    arrivals: question.arrivals,
    workloads: question.workloads,
    batch: {
      name: batch.name,
      lengths: [demand.meanInputTokens, demand.meanOutputTokens, maxInputTokens, maxOutputTokens],
      prefixReuseRatio: prefixReuse(batch).value,
    },
    idleCells: question.cells.flatMap(({ region, engines, loads }, index) => {
      const size = sizes[index] as SimulatedCell;
      const here = sharing.filter((one) => one.regions.includes(region));
      const first = here[0] as ServedWorkload;
      const plan = cellPlan(first.model, region, here, size);
      const inputs = engines[size.confidence];
      const most = Math.min(mostInFlight(plan, inputs.enginesPerInstance), inputs.engine.maxSequences);
      return regions.includes(region)
        ? [
            {
              region,
              instances: plan.minInstances.value,
              end: size.confidence,
              engines: inputs,
              loads: [...loads.own, ...loads.running],
              most,
              fastestPerSecond: mostPerSecond(batch, first, most * (first.model.dataParallel ?? 1)),
            },
          ]
        : [];
    }),
  };
}
