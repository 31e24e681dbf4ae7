import type { Latency, Load } from './step-time-model';

/** One replica as a roofline sees it: what it reads and computes, and how fast its GPUs could at most. */
export interface RooflineReplica {
  readonly tensorParallel: number;
  readonly parameters: number;
  readonly layers: number;
  readonly kvHeads: number;
  readonly weightBytes: number;
  /** Over all layers and KV heads. */
  readonly kvBytesPerToken: number;
  /** Memory bandwidth of one GPU; the next three rates are those of one GPU, too. */
  readonly memoryBytesPerSecond: number;
  /** At the precision of the weights. */
  readonly flopsPerSecond: number;
  /** Attention is computed in bf16. */
  readonly attentionFlopsPerSecond: number;
  readonly interconnectBytesPerSecond: number;
}

/** How far real engines stay below the peaks, and what they do besides. Efficiencies are ratios 0–1. */
export interface RooflineCoefficients {
  readonly weightReadEfficiency: number;
  readonly kvReadEfficiency: number;
  readonly computeEfficiency: number;
  readonly interconnectEfficiency: number;
  /** Kernel launches, norms and the like of one layer in one step. */
  readonly secondsPerLayer: number;
  /** From a request's arrival until its prompt is looked at. */
  readonly admissionSeconds: number;
  /** Prompts that are computed before a first token leaves, its own included: of an idle replica, and per other request. */
  readonly promptsOfIdle: number;
  readonly promptsPerRequest: number;
}

/** The textbook: every GPU at its peak, nothing else takes time. */
export const textbook: RooflineCoefficients = {
  weightReadEfficiency: 1,
  kvReadEfficiency: 1,
  computeEfficiency: 1,
  interconnectEfficiency: 1,
  secondsPerLayer: 0,
  admissionSeconds: 0,
  promptsOfIdle: 1,
  promptsPerRequest: 0,
};

/** Activations between GPUs are bf16. */
const activationBytes = 2;

/** A dense transformer has about 12 × layers × width² parameters. */
export const modelWidth = ({ parameters, layers }: Pick<RooflineReplica, 'parameters' | 'layers'>): number =>
  Math.sqrt(parameters / (12 * layers));

/** Two ring all-reduces a layer: each GPU sends 2 (n − 1) ÷ n of the activations. */
function allReduceSeconds(replica: RooflineReplica, { interconnectEfficiency }: RooflineCoefficients, tokens: number) {
  const { tensorParallel, layers, interconnectBytesPerSecond } = replica;
  const bytes = tokens * modelWidth(replica) * activationBytes * 2 * ((tensorParallel - 1) / tensorParallel);
  return (2 * layers * bytes) / (interconnectBytesPerSecond * interconnectEfficiency);
}

/** Two operations a parameter and token. */
const forwardSeconds = (replica: RooflineReplica, { computeEfficiency }: RooflineCoefficients, tokens: number) =>
  (2 * replica.parameters * tokens) / (replica.flopsPerSecond * replica.tensorParallel * computeEfficiency);

/** One decode step of `concurrency` sequences: read the weights, read their KV cache, compute, exchange. */
export function decodeStepSeconds(replica: RooflineReplica, coefficients: RooflineCoefficients, load: Load): number {
  const { concurrency, inputTokens, outputTokens } = load;
  const { tensorParallel, memoryBytesPerSecond } = replica;
  const weights = replica.weightBytes / (memoryBytesPerSecond * tensorParallel * coefficients.weightReadEfficiency);
  // beyond one KV head a GPU, heads are copied, not split
  const kvSplit = Math.min(tensorParallel, replica.kvHeads);
  const context = concurrency * (inputTokens + outputTokens / 2) * replica.kvBytesPerToken;
  const kvCache = context / (memoryBytesPerSecond * kvSplit * coefficients.kvReadEfficiency);
  return (
    weights +
    kvCache +
    forwardSeconds(replica, coefficients, concurrency) +
    replica.layers * coefficients.secondsPerLayer +
    allReduceSeconds(replica, coefficients, concurrency)
  );
}

/**
 * The computation of one prompt; attention adds two operations per pair of tokens and width, for keys and for values.
 * What the prefix cache holds is not computed, and still attended to.
 */
export function promptSeconds(
  replica: RooflineReplica,
  coefficients: RooflineCoefficients,
  inputTokens: number,
  prefillTokens = inputTokens,
) {
  const pairs = prefillTokens * (inputTokens - prefillTokens / 2);
  const attention = 4 * pairs * modelWidth(replica) * replica.layers;
  const flopsPerSecond = replica.attentionFlopsPerSecond * replica.tensorParallel * coefficients.computeEfficiency;
  return (
    forwardSeconds(replica, coefficients, prefillTokens) +
    attention / flopsPerSecond +
    allReduceSeconds(replica, coefficients, prefillTokens)
  );
}

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
  const prompt = promptSeconds(replica, coefficients, load.inputTokens, load.prefillTokens);
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
