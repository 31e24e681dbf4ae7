import type { Fault } from '../contract/findings';
import { show } from '../figures/figure';
import type { Architecture } from './model/architecture';
import { totalParameters } from './parameters';
import type { WeightFormat } from './quantization/scheme';

/** What a fleet file says of a model besides its `config.json`. */
export interface StatedSizes {
  readonly parametersBillion?: number;
  /** `precision` of the fleet file. */
  readonly precision?: 'bf16' | 'fp8' | 'fp4';
}

/** Something stated that the `config.json` contradicts, or cannot confirm. */
export interface Disagreement extends Fault {
  readonly field: keyof StatedSizes;
  readonly level: 'error' | 'warning';
}

/** Parameters further apart than this are not those of the model. Ratio. */
export const largestDifference = 0.03;

/** Formats that a stated precision means. */
const formatsOf: Readonly<Record<NonNullable<StatedSizes['precision']>, readonly WeightFormat[]>> = {
  bf16: ['bf16', 'fp16', 'fp32'],
  fp8: ['fp8'],
  fp4: ['mxfp4', 'nvfp4'],
};

export const disagreements = (architecture: Architecture, stated: StatedSizes): readonly Disagreement[] => [
  ...parametersDisagreement(architecture, stated.parametersBillion),
  ...precisionDisagreement(architecture, stated.precision),
];

function parametersDisagreement(architecture: Architecture, stated: number | undefined): readonly Disagreement[] {
  const computed = totalParameters(architecture).value;
  if (stated === undefined || Math.abs(stated / computed - 1) <= largestDifference) {
    return [];
  }
  const supplied = architecture.defaults.filter(({ sizesWeights }) => sizesWeights);
  const common = {
    field: 'parametersBillion' as const,
    got: stated,
    expected: `${show(computed)}, within ${largestDifference * 100} of 100`,
    source: architecture.source,
  };
  return supplied.length === 0
    ? [
        {
          ...common,
          level: 'error',
          problem: 'is not what config.json gives',
          fix: 'leave it out, or name the config.json of the model that is meant',
        },
      ]
    : [
        {
          ...common,
          level: 'warning',
          problem: `is taken for the memory of weights, since config.json leaves out ${supplied.map(({ key }) => key).join(', ')}, and what the model code supplies does not meet it`,
          fix: 'take config.json from the model’s own repository, unchanged, and leave parametersBillion out',
        },
      ];
}

function precisionDisagreement(
  { quantization, source }: Architecture,
  stated: StatedSizes['precision'],
): readonly Disagreement[] {
  if (stated === undefined || formatsOf[stated].includes(quantization.format)) {
    return [];
  }
  return [
    {
      field: 'precision',
      level: 'error',
      problem: 'is not what the checkpoint holds, and the engine loads what it holds',
      got: stated,
      expected: `${quantization.format} (quant_method ${quantization.method})`,
      fix: 'leave it out, or name the config.json of the checkpoint that is meant',
      source,
    },
  ];
}
