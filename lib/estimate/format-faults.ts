import type { GpuInstanceType } from '../catalogue/instance-types';
import { error, type Finding } from '../contract/findings';
import {
  cacheOnGpu,
  type FormatOnGpu,
  leastCapabilityOf,
  leastCapabilityOfBf16,
  leastCapabilityOfCache,
  refusedInFp16,
  weightsOnGpu,
} from '../engine/gpu-formats';
import { formatSource, sameOnGpu } from '../fleet/checks/gpu-format-checks';
import type { ServedModel } from './replica-memory';

type Formats = Pick<ServedModel, 'format' | 'kvPrecision' | 'architecture'>;

/** What the GPU makes of the weights; undefined for a format of integers, of which this project knows no threshold. */
export function weightsOn({ format }: Pick<Formats, 'format'>, type: GpuInstanceType): FormatOnGpu | undefined {
  const same = sameOnGpu[format];
  return same === undefined ? undefined : weightsOnGpu(same, type.computeCapability);
}

/** Formats with which the engine would end at start on this GPU. */
export function formatFaults({ format, kvPrecision, architecture }: Formats, type: GpuInstanceType): Finding[] {
  const { gpu, computeCapability } = type;
  const got = `${gpu}, compute capability ${computeCapability}`;
  const refusal = (path: string, problem: string, least: number, fix: string): Finding =>
    error([path], { problem, got, expected: `compute capability ${least} or higher`, fix, source: formatSource });
  const same = sameOnGpu[format];
  const weights = weightsOn({ format }, type);
  return [
    ...(same !== undefined && weights === 'refused'
      ? [
          refusal(
            'precision',
            `${format} does not run on this GPU`,
            leastCapabilityOf(same),
            'choose bf16 or a later GPU',
          ),
        ]
      : []),
    ...(cacheOnGpu(kvPrecision, computeCapability) === 'refused'
      ? [
          refusal(
            'kv-precision',
            `no attention kernel of the engine takes a cache in ${kvPrecision} on this GPU`,
            leastCapabilityOfCache(kvPrecision),
            'leave it out, or choose a later GPU',
          ),
        ]
      : []),
    ...(cacheOnGpu('bf16', computeCapability) === 'fp16' && refusedInFp16.includes(architecture.modelType)
      ? [
          refusal(
            'model',
            `this GPU has no bf16, and the engine refuses ${architecture.modelType} in fp16, where it loses accuracy`,
            leastCapabilityOfBf16,
            'choose a later GPU',
          ),
        ]
      : []),
  ];
}
