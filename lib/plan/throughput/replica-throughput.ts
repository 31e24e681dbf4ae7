import type { GpuInstanceType } from '../../catalogue/instance-types';
import type { Model, Workload } from '../../fleet/fleet';
import { type AskedEngine, askedEngineOf } from '../../throughput/asked-engine';
import { knownConcurrencies } from '../../throughput/expected-latency';
import type { Lengths } from '../../throughput/load';
import { type ReplicaThroughput, replicaThroughput as throughputOf } from '../../throughput/replica-throughput';
import { askedReplica } from './asked-replica';
import { preferOwnPoints } from './own-points';
import { prefixReuse } from './prefix-reuse';

/**
 * Throughput of one replica at several concurrencies, lowest first: measured in the fleet's own traffic where it reached,
 * and expected elsewhere. Empty where no throughput can be expected.
 */
export const replicaThroughput = (
  model: Model,
  workload: Workload,
  type: GpuInstanceType,
): readonly ReplicaThroughput[] =>
  preferOwnPoints(expectedThroughput(model, workload, type), model.measured?.throughput[type.name] ?? [], workload);

/** A plan asks for the same model under the same workload on types with the same GPU. */
const expected = new WeakMap<AskedEngine, Map<string, readonly ReplicaThroughput[]>>();

/** The same without the fleet's own traffic. Empty where the GPU's peaks or the model's layers are unknown. */
export function expectedThroughput(
  model: Model,
  workload: Workload,
  type: GpuInstanceType,
): readonly ReplicaThroughput[] {
  const engine = askedEngine(model, type);
  if (engine === undefined) {
    return [];
  }
  const lengths = lengthsOf(workload);
  const known = expected.get(engine) ?? new Map<string, readonly ReplicaThroughput[]>();
  expected.set(engine, known);
  const key = JSON.stringify(lengths);
  const points =
    known.get(key) ??
    knownConcurrencies(engine, lengths).map((concurrency) => throughputOf(engine, { ...lengths, concurrency }));
  known.set(key, points);
  return points;
}

/**
 * At a concurrency between those at which most is known: by the same model of throughput. Undefined where nothing can be
 * expected, and where the fleet's own traffic decides.
 */
export function throughputBetween(
  model: Model,
  workload: Workload,
  type: GpuInstanceType,
  concurrency: number,
): ReplicaThroughput | undefined {
  const engine = askedEngine(model, type);
  return engine === undefined || (model.measured?.throughput[type.name] ?? []).length > 0
    ? undefined
    : throughputOf(engine, { ...lengthsOf(workload), concurrency });
}

function lengthsOf(workload: Workload): Lengths {
  const { meanInputTokens: inputTokens, meanOutputTokens: outputTokens } = workload.demand;
  const reuse = prefixReuse(workload).value;
  return { inputTokens, outputTokens, ...(reuse > 0 && { prefillTokens: inputTokens * (1 - reuse) }) };
}

const engines = new WeakMap<Model, Map<string, AskedEngine | undefined>>();

/** One replica on a type, as its throughput is asked for; undefined where the GPU's peaks or the model's layers are unknown. */
export function askedEngine(model: Model, { gpu, gpuMemoryMiB }: GpuInstanceType): AskedEngine | undefined {
  const ofModel = engines.get(model) ?? new Map<string, AskedEngine | undefined>();
  engines.set(model, ofModel);
  const key = `${gpu} ${gpuMemoryMiB}`;
  if (!ofModel.has(key)) {
    const asked = askedReplica(model);
    ofModel.set(key, asked && askedEngineOf(asked, { gpu, gpuMemoryMiB }));
  }
  return ofModel.get(key);
}

/** Whether this model was measured on this GPU: by a source of the catalogue, or in the fleet's own traffic. */
export const isMeasuredOn = (model: Model, type: GpuInstanceType): boolean =>
  (askedEngine(model, type)?.own.length ?? 0) > 0 || (model.measured?.throughput[type.name] ?? []).length > 0;
