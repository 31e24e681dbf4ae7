import { checkpointBytes } from '../../architecture/weights-on-each-gpu';
import { bytesPerWeight, type Precision } from '../../catalogue/precision';
import { show } from '../../figures/figure';
import { checkpointOf, mainType } from '../checkpoint';
import type { Difference, PlannedWeights } from './planned-model';

/**
 * Types of most bytes of a checkpoint, by the precision of its weights. Formats of four bits stand packed in bytes.
 *
 * @see https://github.com/huggingface/safetensors safetensors/src/tensor.rs, Dtype, read 2026-11-26
 */
const typesOf: Readonly<Record<Precision, readonly string[]>> = {
  bf16: ['BF16', 'F16', 'F32'],
  fp8: ['F8_E4M3', 'F8_E5M2'],
  fp4: ['U8', 'I8', 'F4'],
};

/** How far the bytes may be from the plan's, ratio: sizes computed from a config.json are exact, stated ones are round. */
const tolerance = { read: 0.05, stated: 0.2 } as const;

const bytesOf = ({ architecture, parametersBillion, precision }: PlannedWeights['model']): number =>
  architecture === undefined ? parametersBillion * 1e9 * bytesPerWeight[precision] : checkpointBytes(architecture);

/** Where the tensors are of another type or size than the plan has them. */
export function tensorDifferences({ model, folder }: PlannedWeights): Difference[] {
  const checkpoint = checkpointOf(folder);
  const type = mainType(checkpoint);
  if (type === undefined) {
    return [];
  }
  const planned = bytesOf(model);
  const most = tolerance[model.architecture === undefined ? 'stated' : 'read'];
  const fix = 'push the checkpoint that was planned, or plan this one: config: with its config.json';
  return [
    ...(typesOf[model.precision].includes(type)
      ? []
      : [
          {
            path: '',
            problem: `holds most of its weights in another format than the plan, which has ${model.precision}`,
            got: type,
            expected: typesOf[model.precision].join(' or '),
            fix,
          },
        ]),
    ...(Math.abs(checkpoint.bytes / planned - 1) <= most
      ? []
      : [
          {
            path: '',
            problem: 'holds tensors of another size than the plan reckons with',
            got: `${show(checkpoint.bytes / 1e9)} GB`,
            expected: `${show(planned / 1e9)} GB, within ${most * 100} of 100`,
            fix,
          },
        ]),
  ];
}
