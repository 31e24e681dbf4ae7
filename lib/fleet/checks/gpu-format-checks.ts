import type { Architecture } from '../../architecture/model/architecture';
import type { WeightFormat } from '../../architecture/quantization/scheme';
import { type GpuInstanceType, gpuInstanceType } from '../../catalogue/instance-types';
import { error, type Finding, type Path, warning } from '../../contract/findings';
import {
  cacheOnGpu,
  leastCapabilityOf,
  leastCapabilityOfBf16,
  leastCapabilityOfCache,
  refusedInFp16,
  type WeightsOnGpu,
  weightsOnGpu,
} from '../../engine/gpu-formats';
import { architectureOf, knownSizes } from '../known-sizes';
import { modelRegions } from '../model-regions';
import type { RelatedFiles } from '../related-files';
import type { FleetFile } from '../schema';
import { cheapestFrom } from './alternatives';
import { check } from './check';

type FileModel = FleetFile['models'][number];

export const formatSource = 'formats on GPUs as vllm 0.33.0 has them: lib/engine/gpu-formats.ts';

/** Formats that the engine treats alike; undefined for those that cannot be sized yet, which another check refuses. */
export const sameOnGpu: Readonly<Record<WeightFormat, WeightsOnGpu | undefined>> = {
  fp32: 'bf16',
  fp16: 'bf16',
  bf16: 'bf16',
  fp8: 'fp8',
  mxfp4: 'mxfp4',
  nvfp4: 'nvfp4',
  int8: undefined,
  int4: undefined,
  nf4: undefined,
};

function weightsOf(model: FileModel, related: RelatedFiles): WeightsOnGpu | undefined {
  const architecture = architectureOf(model, related);
  return architecture === undefined
    ? knownSizes(model, related).precision
    : sameOnGpu[architecture.quantization.format];
}

/** One allowed type with the place where the fleet file names it, and what to take instead of it. */
interface Allowed {
  readonly type: GpuInstanceType;
  readonly path: Path;
  readonly insteadFrom: (computeCapability: number) => string;
}

const gpuRunsFormats = check(
  ['models', 'workloads', 'jurisdictions'],
  ({ models, workloads, jurisdictions }, related) =>
    models.flatMap((model, index) => {
      const weights = weightsOf(model, related);
      const regions = modelRegions({ workloads, jurisdictions }, model.name);
      const seen = new Set<string>();
      return model.instanceTypes.flatMap((name, position): Finding[] => {
        const type = gpuInstanceType(name);
        if (type === undefined || weights === undefined || seen.has(type.gpu)) {
          return [];
        }
        seen.add(type.gpu);
        const allowed: Allowed = {
          type,
          path: ['models', index, 'instanceTypes', position],
          insteadFrom: (least) => cheapestFrom(least, type.gpuCount, regions),
        };
        return [
          ...weightFindings(weights, allowed),
          ...cacheFindings(model.kvPrecision, ['models', index, 'kvPrecision'], allowed),
          ...fp16Findings(architectureOf(model, related)?.modelType, allowed),
        ];
      });
    }),
);

function weightFindings(weights: WeightsOnGpu, { type, path, insteadFrom }: Allowed): Finding[] {
  const outcome = weightsOnGpu(weights, type.computeCapability);
  switch (outcome) {
    case 'native':
    case 'fp16':
      return [];
    case 'weight-only':
      return [
        warning(path, {
          problem: `keeps ${weights} weights as they are and computes in 16 bits: the ${type.gpu} has no ${weights} arithmetic, so they save memory but no computing time`,
          got: type.name,
          expected: `a GPU that computes in ${weights}`,
          fix: 'nothing, if memory is what the format is for: the plan reckons so',
          source: formatSource,
        }),
      ];
    case 'refused':
      return [
        error(path, {
          problem: `cannot run ${weights} weights: the ${type.gpu} has compute capability ${type.computeCapability}`,
          got: type.name,
          expected: `compute capability ${leastCapabilityOf(weights)} or higher`,
          fix: `${insteadFrom(leastCapabilityOf(weights))}, or a checkpoint of the model in 16 bits`,
          source: formatSource,
        }),
      ];
    default:
      return outcome satisfies never;
  }
}

const cacheFindings = (format: FileModel['kvPrecision'], path: Path, { type, insteadFrom }: Allowed): Finding[] =>
  cacheOnGpu(format, type.computeCapability) !== 'refused'
    ? []
    : [
        error(path, {
          problem: `cannot be kept on a ${type.gpu}: no attention kernel of the engine takes it below compute capability ${leastCapabilityOfCache(format)}`,
          got: format,
          expected: `a cache of 16 bits on ${type.name}`,
          fix: `leave kvPrecision out, or ${insteadFrom(leastCapabilityOfCache(format))}`,
          source: formatSource,
        }),
      ];

function fp16Findings(modelType: string | undefined, { type, path, insteadFrom }: Allowed): Finding[] {
  if (weightsOnGpu('bf16', type.computeCapability) !== 'fp16') {
    return [];
  }
  const fault = {
    got: type.name,
    expected: `compute capability ${leastCapabilityOfBf16} or higher for bf16`,
    source: formatSource,
  };
  return [
    modelType !== undefined && refusedInFp16.includes(modelType)
      ? error(path, {
          ...fault,
          problem: `cannot run ${modelType}: the ${type.gpu} has no bf16, and the engine refuses this model in fp16, where it loses accuracy`,
          fix: insteadFrom(leastCapabilityOfBf16),
        })
      : warning(path, {
          ...fault,
          problem: `has no bf16: every engine of the model computes and keeps its cache in fp16 instead, on the other allowed types too`,
          fix: `compare answers with those of bf16 before launch; or ${insteadFrom(leastCapabilityOfBf16)}`,
        }),
  ];
}

/** Whether a GPU computes in the formats of a model as they are, with nothing to say about it. */
export function runsNatively(
  { quantization, modelType }: Architecture,
  kvPrecision: FileModel['kvPrecision'],
  type: GpuInstanceType,
): boolean {
  const weights = sameOnGpu[quantization.format];
  const allowed: Allowed = { type, path: [], insteadFrom: () => '' };
  return (
    weights !== undefined &&
    [
      ...weightFindings(weights, allowed),
      ...cacheFindings(kvPrecision, [], allowed),
      ...fp16Findings(modelType, allowed),
    ].length === 0
  );
}

export const gpuFormatChecks = [gpuRunsFormats];
