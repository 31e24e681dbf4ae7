import fit from '../../lib/plan/throughput/data/roofline.json';

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
  readonly firstToken: number;
  readonly perOutputToken: number;
  readonly slowFirstToken: number;
  readonly slowPerOutputToken: number;
}

/** Llama-3.1-8B in fp8: a byte a parameter, keys and values of 32 layers × 8 heads × 128 in bf16. */
const model = { parameters: 8.03e9, layers: 32, kvBytesPerToken: 2 * 32 * 8 * 128 * 2 };

/** NVIDIA's data sheet, dense: 864 GB/s, 362.05 TFLOP/s in bf16 and 733 in fp8. */
const gpu = { bytesPerSecond: 864e9, bf16: 362.05e12, fp8: 733e12 };

/**
 * The roofline of decision 8 written out again, apart from lib/plan/throughput/roofline.ts, for one model on one GPU: no exchange
 * between GPUs, and the equation of the time per token solved by halving an interval.
 */
export function llama8bOnL40s({ concurrency, inputTokens, computedTokens, outputTokens }: HandLoad): HandLatency {
  const { weightReadEfficiency, kvReadEfficiency, computeEfficiency, secondsPerLayer } = fit.coefficients;
  const { admissionSeconds, promptsOfIdle, promptsPerRequest } = fit.coefficients;
  const width = Math.sqrt(model.parameters / (12 * model.layers));

  const readWeights = model.parameters / (gpu.bytesPerSecond * weightReadEfficiency);
  const context = concurrency * (inputTokens + outputTokens / 2);
  const readCache = (context * model.kvBytesPerToken) / (gpu.bytesPerSecond * kvReadEfficiency);
  const compute = (2 * model.parameters * concurrency) / (gpu.fp8 * computeEfficiency);
  const step = readWeights + readCache + compute + model.layers * secondsPerLayer;

  const linear = (2 * model.parameters * computedTokens) / (gpu.fp8 * computeEfficiency);
  const pairs = computedTokens * (inputTokens - computedTokens / 2);
  const attention = (4 * pairs * width * model.layers) / (gpu.bf16 * computeEfficiency);
  const prompt = linear + attention;

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
  // L40S was never measured, so both factors are squared: × 4.17 for TTFT, × 1.60 for TPOT
  return {
    firstToken,
    perOutputToken,
    slowFirstToken: firstToken * Math.exp(fit.spread.firstToken) ** 2,
    slowPerOutputToken: perOutputToken * Math.exp(fit.spread.perOutputToken) ** 2,
  };
}
