import { gpuInstanceType } from '../../catalogue/instance-types';
import { warning } from '../../contract/findings';
import { check } from './check';

/**
 * Whether the allowed types are a choice at all: when one GPU is short, every size of it usually is.
 *
 * @see https://github.com/aws/karpenter-provider-aws/issues/9554 fallbacks that collapse to one type, 2026
 */
export const fallbackChecks = [
  check(['models'], ({ models }) =>
    models.flatMap(({ name, instanceTypes }, index) => {
      // An unknown type is said elsewhere, and may have been meant as the fallback.
      const gpus = [...new Set(instanceTypes.map((type) => gpuInstanceType(type)?.gpu))];
      return gpus.length !== 1 || gpus[0] === undefined
        ? []
        : [
            warning(['models', index, 'instanceTypes'], {
              problem: `of ${name} are all one GPU, so they fall back to nothing`,
              got: gpus[0],
              expected: 'types with two different GPUs',
              fix: 'see what else would serve it: npx polyregion plan --options',
              source: 'karpenter-provider-aws#9554',
            }),
          ];
    }),
  ),
];
