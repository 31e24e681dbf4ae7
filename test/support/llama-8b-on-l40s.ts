import likeness from '../../lib/throughput/data/likeness.json';
import fit from '../../lib/throughput/data/roofline.json';
import { correctionByHand } from './correction-by-hand';

/** What one L40S is asked, and how much of each prompt it computes. */
export interface HandLoad {
  readonly concurrency: number;
  readonly inputTokens: number;
  /** Input tokens that no prefix cache holds. */
  readonly computedTokens: number;
  readonly outputTokens: number;
}

/** Latency, and the slow end of its range. Seconds. */
export interface HandLatency {
  /** By the roofline alone: one step of all sequences, and the computation of one prompt. */
  readonly step: number;
  readonly prompt: number;
  readonly firstToken: number;
  readonly perOutputToken: number;
  readonly slowFirstToken: number;
  readonly slowPerOutputToken: number;
}

/**
 * Llama-3.1-8B by its config.json: 32 layers of 4,096 values, 32 query heads and 8 of keys and values, each of 128; a
 * feed-forward width of 14,336 and 128,256 tokens. A token is multiplied with every matrix but the table of embeddings.
 */
const hidden = 4096;
const layers = 32;
const linear = layers * (2 * hidden * hidden + 2 * hidden * 8 * 128 + 3 * hidden * 14_336);
const head = 128_256 * hidden;
/** Outputs of these matrices: each has a scale of four bytes. */
const rows = layers * (2 * hidden + 2 * 8 * 128 + 2 * 14_336 + hidden);
const norms = hidden * (2 * layers + 1);
/** In fp8 a value of a linear layer is a byte, head and norms, two a layer and one, keep two. */
const weightBytes = linear + 4 * rows + 2 * head + 2 * norms;
/** Keys and values in bf16. */
const kvBytesPerToken = layers * 2 * 8 * 128 * 2;

/** NVIDIA's data sheet, dense: 864 GB/s, 362.05 TFLOP/s in bf16 and 733 in fp8. */
const gpu = { bytesPerSecond: 864e9, bf16: 362.05e12, fp8: 733e12 };

/**
 * The roofline of decision 8 written out again, apart from lib/throughput, for one model on one GPU: no exchange between
 * GPUs, and the equation of the time per token solved by halving an interval.
 */
export function llama8bOnL40s(load: HandLoad): HandLatency {
  const { concurrency, inputTokens, computedTokens, outputTokens } = load;
  const { weightReadEfficiency, kvReadEfficiency, computeEfficiency, narrowEfficiency } = fit.coefficients;
  const { secondsPerLayer, secondsPerSequence } = fit.coefficients;
  const { admissionSeconds, promptsOfIdle, promptsPerRequest } = fit.coefficients;

  /** Two operations a value and token: linear layers in fp8, head and norms in bf16. */
  const compute = (tokens: number): number =>
    (2 * linear * tokens) / (gpu.fp8 * computeEfficiency * narrowEfficiency) +
    (2 * (head + norms) * tokens) / (gpu.bf16 * computeEfficiency);
  const readWeights = weightBytes / (gpu.bytesPerSecond * weightReadEfficiency);
  const context = concurrency * (inputTokens + outputTokens / 2);
  const readCache = (context * kvBytesPerToken) / (gpu.bytesPerSecond * kvReadEfficiency);
  const step =
    readWeights + readCache + compute(concurrency) + layers * secondsPerLayer + concurrency * secondsPerSequence;

  const pairs = computedTokens * (inputTokens - computedTokens / 2);
  const attention = (4 * pairs * hidden * layers) / (gpu.bf16 * computeEfficiency);
  const prompt = compute(computedTokens) + attention;

  const others = concurrency - 1;
  const queued = admissionSeconds + prompt * (promptsOfIdle + promptsPerRequest * others) + step;
  // prompts of the others that come between two tokens, at the pace at which they finish
  const excess = (tpot: number): number => tpot - step - (others * prompt * tpot) / (queued + outputTokens * tpot);
  let [low, high] = [step, step + others * prompt + 1];
  for (let halving = 0; halving < 100; halving += 1) {
    const middle = (low + high) / 2;
    [low, high] = excess(middle) > 0 ? [low, middle] : [middle, high];
  }
  const perOutputToken = low;
  const firstToken = Math.max(queued, concurrency * prompt + outputTokens * step - (outputTokens - 1) * perOutputToken);

  // measured engines that are like this one say how far the roofline is off; one source alone has measured an L40S
  const compared = {
    readFrom: 'meta-llama/Llama-3.1-8B-Instruct',
    format: 'fp8',
    gpu: 'L40S',
    layout: 'TP1',
    ...{ inputTokens, outputTokens, concurrency },
  };
  const first = correctionByHand(compared, 'firstToken');
  const next = correctionByHand(compared, 'perOutputToken');
  const { firstToken: wideFirst, perOutputToken: wideNext } = likeness.rangeDeviations;
  return {
    step,
    prompt,
    firstToken: firstToken * first.factor,
    perOutputToken: perOutputToken * next.factor,
    slowFirstToken: firstToken * first.factor * Math.exp(wideFirst.widest * first.deviation),
    slowPerOutputToken: perOutputToken * next.factor * Math.exp(wideNext.widest * next.deviation),
  };
}
