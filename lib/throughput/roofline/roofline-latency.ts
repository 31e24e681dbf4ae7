import type { Latency, Load } from '../load';
import { decodeStepSeconds, promptSeconds, type RooflineCoefficients, type RooflineReplica } from './roofline';

/**
 * Latency under a closed loop of `concurrency` requests. While one request generates its tokens, the prompts of the
 * others arrive at the pace at which they finish, and share the GPUs with it:
 *
 *     TPOT = step + (concurrency − 1) × prompt × TPOT ÷ (TTFT + output tokens × TPOT)
 *
 * A request takes at least what the GPUs need for one turn of the loop, every prompt and every step; what of that does
 * not pass between tokens passes before the first one.
 */
export function rooflineLatency(replica: RooflineReplica, coefficients: RooflineCoefficients, load: Load): Latency {
  const { concurrency, outputTokens } = load;
  const step = decodeStepSeconds(replica, coefficients, load);
  const prompt = promptSeconds(replica, coefficients, load);
  const { admissionSeconds, promptsOfIdle, promptsPerRequest } = coefficients;
  const queued = admissionSeconds + prompt * (promptsOfIdle + promptsPerRequest * (concurrency - 1)) + step;
  const half = (queued - step * outputTokens - (concurrency - 1) * prompt) / 2;
  const timePerOutputTokenSeconds = (Math.sqrt(half ** 2 + outputTokens * step * queued) - half) / outputTokens;
  const turn = concurrency * prompt + outputTokens * step;
  return {
    timeToFirstTokenSeconds: Math.max(queued, turn - Math.max(0, outputTokens - 1) * timePerOutputTokenSeconds),
    timePerOutputTokenSeconds,
  };
}
