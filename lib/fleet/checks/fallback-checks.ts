import { gpuInstanceType } from '../../catalogue/instance-types';
import { warning } from '../../contract/findings';
import { check } from './check';

/**
 * The allowed types need two different GPUs: when AWS runs short of one GPU, every size of it is usually short.
 *
 * @see https://github.com/aws/karpenter-provider-aws/issues/9554 fallbacks that collapse to one type, 2026
 */
export const fallbackChecks = [
  check(['models'], ({ models }) =>
    models.flatMap(({ name, instanceTypes }, index) => {
      // Another check reports unknown types; one of them may have been meant as the fallback.
      const gpus = [...new Set(instanceTypes.map((type) => gpuInstanceType(type)?.gpu))];
      return gpus.length !== 1 || gpus[0] === undefined
        ? []
        : [
            warning(['models', index, 'instanceTypes'], {
              problem: `leave ${name} no fallback: every allowed type has the same GPU, so a shortage of it stops every launch`,
              got: gpus[0],
              expected: 'types with two different GPUs',
              fix: 'see what else would serve it: npx polyregion plan --options',
              source: 'karpenter-provider-aws#9554',
            }),
          ];
    }),
  ),
];
