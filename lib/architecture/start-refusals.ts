import type { Fault } from '../contract/findings';
import { sharesOf } from './layout';
import type { Architecture, Divisor, Layout } from './model/architecture';
import type { Tensor } from './model/tensor';
import { schemeOf } from './quantization/quantization';
import type { Scheme } from './quantization/scheme';
import { partOnOneGpu } from './weights-on-each-gpu';

/** A reason for which a layout is not planned. */
export interface Refusal extends Fault {
  /**
   * `engine-ends`: the engine ends at start. `unmeasured-kernels`: it starts, with kernels for which no measurement is at
   * hand, where an engine of an earlier release ends.
   */
  readonly kind: 'engine-ends' | 'unmeasured-kernels';
  /** Key of `config.json` whose value does not fit. */
  readonly key: string;
}

/** Why a layout is not planned; nothing where it is. */
export function startRefusals(architecture: Architecture, layout: Layout): readonly Refusal[] {
  const heads = architecture.divisors.flatMap((divisor) => headRefusal(divisor, layout));
  return heads.length > 0
    ? heads
    : [
        ...stageRefusals(architecture, layout),
        ...shapeRefusals(architecture, layout),
        ...expertRefusals(architecture, layout),
      ];
}

function headRefusal({ key, count, copied, engineMessage }: Divisor, { tensorParallel }: Layout): readonly Refusal[] {
  const fits = count % tensorParallel === 0 || (copied === true && tensorParallel % count === 0);
  return fits
    ? []
    : [
        {
          kind: 'engine-ends',
          key,
          problem: `must divide among the GPUs of tensorParallel, or the engine ends at start: “${engineMessage}”`,
          got: `${count} on ${tensorParallel} GPUs`,
          expected: `a tensorParallel among ${divisorsOf(count).join(', ')}${copied ? `, or a multiple of ${count}` : ''}`,
          fix: 'choose another tensorParallel',
          source: 'vllm 0.33.0 config/model.py, model_executor/layers/linear.py',
        },
      ];
}

const divisorsOf = (count: number): readonly number[] =>
  Array.from({ length: Math.min(count, 64) }, (_, index) => index + 1).filter((candidate) => count % candidate === 0);

function stageRefusals({ layers }: Architecture, { pipelineParallel = 1 }: Layout): readonly Refusal[] {
  return pipelineParallel <= layers
    ? []
    : [
        {
          kind: 'engine-ends',
          key: 'num_hidden_layers',
          problem: 'are fewer than the stages of pipelineParallel',
          got: `${layers} layers on ${pipelineParallel} stages`,
          expected: `a pipelineParallel of at most ${layers}`,
          fix: 'choose a smaller pipelineParallel',
          source: 'vllm 0.33.0 distributed/utils.py, get_pp_indices',
        },
      ];
}

function expertRefusals({ experts }: Architecture, layout: Layout): readonly Refusal[] {
  const gpus = sharesOf(layout).experts;
  if (layout.expertParallel !== true) {
    return [];
  }
  return experts !== undefined && experts.count >= gpus
    ? []
    : [
        {
          kind: 'engine-ends',
          key: 'num_experts',
          problem:
            experts === undefined
              ? 'are none, so there is nothing to spread'
              : 'are fewer than the GPUs that share them',
          got: `${experts?.count ?? 0} experts on ${gpus} GPUs`,
          expected: 'at least one expert for every GPU',
          fix: 'leave parallel.expert out',
          source: 'vllm 0.33.0 model_executor/layers/fused_moe/config.py',
        },
      ];
}

/** One refusal for every size that does not divide: layers and matrices of one kind and size are named once. */
function shapeRefusals(architecture: Architecture, layout: Layout): readonly Refusal[] {
  const seen = new Set<string>();
  return architecture.tensors
    .filter(({ place, split }) => place === 'text' && split !== 'vocabulary' && split !== 'copied')
    .flatMap((tensor) => {
      const refusals = tensorRefusals(architecture, tensor, layout);
      const isNew = refusals.some(({ got }) => !seen.has(`${tensor.role} ${String(got)}`));
      for (const { got } of refusals) {
        seen.add(`${tensor.role} ${String(got)}`);
      }
      return isNew ? refusals : [];
    });
}

function tensorRefusals(architecture: Architecture, tensor: Tensor, layout: Layout): readonly Refusal[] {
  const part = partOnOneGpu(tensor, sharesOf(layout));
  const name = tensor.name.replace(/^layers\.\d+\./, '').replace(/experts\.0\./, 'experts.');
  if (!Number.isInteger(part.outputs) || !Number.isInteger(part.inputs)) {
    const whole = tensor.split === 'inputs' ? tensor.inputs : tensor.outputs;
    return [
      {
        kind: 'engine-ends',
        key: name,
        problem: 'must divide among the GPUs that share it, or the engine ends at start',
        got: `${whole} on ${whole / (tensor.split === 'inputs' ? part.inputs : part.outputs)} GPUs`,
        expected: 'a size that the GPUs divide',
        fix:
          tensor.role === 'expert'
            ? 'choose another tensorParallel, or parallel: { tensor, expert: true }, which keeps experts whole'
            : 'choose another tensorParallel',
        source: 'vllm 0.33.0 distributed/utils.py, divide',
      },
    ];
  }
  return blockRefusals(architecture, tensor, name, part);
}

function blockRefusals(
  { quantization, hiddenSize }: Architecture,
  tensor: Tensor,
  name: string,
  part: { readonly outputs: number; readonly inputs: number },
): readonly Refusal[] {
  const scheme = schemeOf(quantization, tensor);
  if (scheme === undefined) {
    return [];
  }
  const cutsOutputs = part.outputs < tensor.outputs && part.outputs % scheme.blockOutputs !== 0;
  const cutsInputs = part.inputs < tensor.inputs && part.inputs % scheme.blockInputs !== 0;
  if (!cutsOutputs && !cutsInputs) {
    return [];
  }
  const [size, block] = cutsOutputs ? [part.outputs, scheme.blockOutputs] : [part.inputs, scheme.blockInputs];
  const message = `“${cutsOutputs ? 'output' : 'input'} size of the weight = ${size} is not divisible by weight quantization block_${cutsOutputs ? 'n' : 'k'} = ${block}”`;
  const finer = tensor.role === 'expert' && quantization.method === 'fp8' ? finerBlock(size, scheme, hiddenSize) : 1;
  const common = {
    key: name,
    got: `${size} on each GPU`,
    expected: `a multiple of ${block}`,
    fix:
      tensor.role === 'expert'
        ? 'choose a smaller tensorParallel, or parallel: { tensor, expert: true }, which keeps experts whole'
        : 'choose a smaller tensorParallel',
  };
  return [
    finer >= finestBlock
      ? {
          ...common,
          kind: 'unmeasured-kernels',
          problem: `is cut inside a block of its ${scheme.format} weights: earlier releases of the engine end at start with ${message}, and this one divides the blocks into blocks of ${finer}, for which it has only Triton's kernels, and their throughput was never measured`,
          source: 'vllm 0.33.0 model_executor/layers/fused_moe/oracle/fp8.py 292-327',
        }
      : {
          ...common,
          kind: 'engine-ends',
          problem: `is cut inside a block of its ${scheme.format} weights, and the engine ends at start: ${message}`,
          source: 'vllm 0.33.0 model_executor/layers/quantization/utils/fp8_utils.py 1299-1373',
        },
  ];
}

/** Blocks of experts that are smaller than this the engine does not make. */
const finestBlock = 32;

/** The block into which the engine divides those of an expert whose part on each GPU is not a multiple of them. */
const finerBlock = (size: number, { blockOutputs, blockInputs }: Scheme, hiddenSize: number): number =>
  [blockOutputs, blockInputs, size, hiddenSize].reduce(greatestDivisor);

const greatestDivisor = (a: number, b: number): number => (b === 0 ? a : greatestDivisor(b, a % b));
