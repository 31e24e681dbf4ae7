import type { WeightFormat } from '../../architecture/quantization/scheme';
import type { WorkOfFormat, WorkOnEachGpu } from '../../architecture/work-on-each-gpu';
import type { Load } from '../load';

/** One replica as a roofline sees it: what each of its GPUs reads and computes, and how fast it could at most. */
export interface RooflineReplica {
  readonly tensorParallel: number;
  /** Copies of the attention, each with its own requests. */
  readonly dataParallel: number;
  readonly expertParallel: boolean;
  readonly work: WorkOnEachGpu;
  /** The rate of one GPU, like the other rates. */
  readonly memoryBytesPerSecond: number;
  /** Cycles of all multiprocessors of one GPU. */
  readonly cyclesPerSecond: number;
  /** By the format of the weights. */
  readonly flopsPerSecond: Readonly<Record<WeightFormat, number>>;
  readonly interconnectBytesPerSecond: number;
}

/** How far real engines stay below the peaks, and what they do besides. Efficiencies are ratios 0–1. */
export interface RooflineCoefficients {
  readonly weightReadEfficiency: number;
  readonly expertReadEfficiency: number;
  readonly kvReadEfficiency: number;
  readonly computeEfficiency: number;
  readonly expertComputeEfficiency: number;
  /** Further share of the peak that formats of eight and four bits reach, where the GPU computes in them. */
  readonly narrowEfficiency: number;
  /** The same where the GPU computes in 16 bits what it reads in fewer, and unpacks it first. */
  readonly unpackedEfficiency: number;
  /** Bytes of experts that a multiprocessor unpacks in a cycle at most, where the GPU does not compute in their format. */
  readonly unpackedBytesPerCycle: number;
  readonly interconnectEfficiency: number;
  /** Kernel launches, norms and the like of one layer in one step. */
  readonly secondsPerLayer: number;
  /** The same of choosing experts and of sorting tokens by them. */
  readonly secondsPerExpertLayer: number;
  /** For the GPUs to meet, whatever they exchange. */
  readonly secondsPerExchange: number;
  /** Time that one sequence takes in one step: choosing its token, and handing it over. */
  readonly secondsPerSequence: number;
  /** Tokens of a batch choose experts as if they were only so many. Ratio 0–1. */
  readonly expertSpread: number;
  /** How much later the busiest GPU is done than the mean, where each holds whole experts. Ratio. */
  readonly expertImbalance: number;
  /** From a request's arrival until its prompt is looked at. */
  readonly admissionSeconds: number;
  /** Prompts that are computed before a first token leaves, its own included: of an idle replica, and per other request. */
  readonly promptsOfIdle: number;
  readonly promptsPerRequest: number;
}

/** The textbook: every GPU at its peak, nothing else takes time. */
export const textbook: RooflineCoefficients = {
  weightReadEfficiency: 1,
  expertReadEfficiency: 1,
  kvReadEfficiency: 1,
  computeEfficiency: 1,
  expertComputeEfficiency: 1,
  narrowEfficiency: 1,
  unpackedEfficiency: 1,
  unpackedBytesPerCycle: Number.POSITIVE_INFINITY,
  interconnectEfficiency: 1,
  secondsPerLayer: 0,
  secondsPerExpertLayer: 0,
  secondsPerExchange: 0,
  secondsPerSequence: 0,
  expertSpread: 1,
  expertImbalance: 0,
  admissionSeconds: 0,
  promptsOfIdle: 1,
  promptsPerRequest: 0,
};

/** Activations between GPUs are bf16. */
const activationBytes = 2;

/** Tokens of prompts that an engine computes in one step. @see vllm 0.33.0, --max-num-batched-tokens of large GPUs */
const chunkTokens = 8192;

/** Two ring all-reduces a layer: each GPU sends 2 (n − 1) ÷ n of the activations. */
function exchangeSeconds(replica: RooflineReplica, { interconnectEfficiency }: RooflineCoefficients, tokens: number) {
  const { tensorParallel, dataParallel, interconnectBytesPerSecond, work } = replica;
  const bytes = (gpus: number, size: number) => size * work.hiddenSize * activationBytes * 2 * ((gpus - 1) / gpus);
  const attention = bytes(tensorParallel, tokens / dataParallel);
  const experts = dataParallel > 1 ? bytes(tensorParallel * dataParallel, tokens / tensorParallel) : attention;
  return (work.layers * (attention + experts)) / (interconnectBytesPerSecond * interconnectEfficiency);
}

const wholeFormats: readonly WeightFormat[] = ['fp32', 'fp16', 'bf16'];

/** The GPU reads such weights in fewer bits than it computes them in. */
const isUnpacked = ({ flopsPerSecond }: RooflineReplica, format: WeightFormat): boolean =>
  !wholeFormats.includes(format) && flopsPerSecond[format] <= flopsPerSecond.bf16;

function formatEfficiency(
  replica: RooflineReplica,
  { narrowEfficiency, unpackedEfficiency }: RooflineCoefficients,
  format: WeightFormat,
): number {
  if (wholeFormats.includes(format)) {
    return 1;
  }
  return isUnpacked(replica, format) ? unpackedEfficiency : narrowEfficiency;
}

const computeSeconds = (
  replica: RooflineReplica,
  coefficients: RooflineCoefficients,
  work: readonly WorkOfFormat[],
  tokens: number,
): number =>
  work.reduce((sum, { format, parametersPerToken }) => {
    const flopsPerSecond = replica.flopsPerSecond[format] * formatEfficiency(replica, coefficients, format);
    return sum + (2 * parametersPerToken * tokens) / flopsPerSecond;
  }, 0);

const bytesOf = (work: readonly WorkOfFormat[]): number => work.reduce((sum, { bytes }) => sum + bytes, 0);

/** Two operations a parameter and token. Tokens of all copies of the attention meet at the experts. */
function forwardSeconds(replica: RooflineReplica, coefficients: RooflineCoefficients, tokens: number): number {
  const { work, dataParallel, expertParallel } = replica;
  const { computeEfficiency, expertComputeEfficiency, expertImbalance } = coefficients;
  const busiest = expertParallel ? 1 + expertImbalance : 1;
  return (
    computeSeconds(replica, coefficients, work.shared, tokens / dataParallel) / computeEfficiency +
    (busiest * computeSeconds(replica, coefficients, work.experts?.work ?? [], tokens)) / expertComputeEfficiency
  );
}

/** Share of the experts that at least one of so many tokens chooses. */
function chosenExperts({ work }: RooflineReplica, { expertSpread }: RooflineCoefficients, tokens: number): number {
  if (work.experts === undefined) {
    return 0;
  }
  const { count, perToken } = work.experts;
  return 1 - (1 - perToken / count) ** Math.max(1, tokens ** expertSpread);
}

/** Reading all experts once, at the pace of the memory or of unpacking, whichever is slower. */
function expertsSeconds(
  replica: RooflineReplica,
  { expertReadEfficiency, unpackedBytesPerCycle }: RooflineCoefficients,
): number {
  const work = replica.work.experts?.work ?? [];
  return work.reduce((sum, { format, bytes }) => {
    const reading = bytes / (replica.memoryBytesPerSecond * expertReadEfficiency);
    const unpacking = isUnpacked(replica, format) ? bytes / (replica.cyclesPerSecond * unpackedBytesPerCycle) : 0;
    return sum + Math.max(reading, unpacking);
  }, 0);
}

/** Attention of prompts, which compares pairs of tokens. */
function attentionSeconds(
  replica: RooflineReplica,
  { computeEfficiency }: RooflineCoefficients,
  inputTokens: number,
  prefillTokens: number,
): number {
  const { work, dataParallel, flopsPerSecond } = replica;
  const operations = work.attention.reduce(
    (sum, { windowTokens, operationsPerPair }) =>
      sum + operationsPerPair * pairsOf(inputTokens, prefillTokens, windowTokens),
    0,
  );
  return operations / dataParallel / (flopsPerSecond.bf16 * computeEfficiency);
}

/** Pairs of a token that is computed with those before it that a layer sees. */
function pairsOf(inputTokens: number, prefillTokens: number, windowTokens: number | undefined): number {
  const all = prefillTokens * (inputTokens - prefillTokens / 2);
  return windowTokens === undefined ? all : Math.min(all, prefillTokens * windowTokens);
}

/** One step of an engine: it computes pieces of prompts, and one token of each running answer. Counts are of the whole replica. */
export interface EngineStep {
  /** Tokens of prompts that the step computes, at most the engine's token budget. 0 where it computes none. */
  readonly prefillTokens: number;
  /** Tokens of those prompts that stand before them in the KV cache. @default 0 */
  readonly prefilledTokens?: number;
  /** Sequences that get one token each. */
  readonly decodeSequences: number;
  /** Mean tokens of these sequences in the KV cache. */
  readonly contextTokens: number;
}

/** Read the weights and the KV cache of every running sequence, compute, exchange. */
export function engineStepSeconds(
  replica: RooflineReplica,
  coefficients: RooflineCoefficients,
  { prefillTokens, prefilledTokens = 0, decodeSequences, contextTokens }: EngineStep,
): number {
  const { work, memoryBytesPerSecond, tensorParallel, dataParallel } = replica;
  const tokens = decodeSequences + prefillTokens;
  const sequences = decodeSequences === 0 ? 0 : Math.max(1, decodeSequences / dataParallel);
  const weights = bytesOf(work.shared) / (memoryBytesPerSecond * coefficients.weightReadEfficiency);
  const experts = chosenExperts(replica, coefficients, tokens) * expertsSeconds(replica, coefficients);
  const { bytesPerToken, windows, constantBytes } = work.cache;
  const cacheBytes = windows.reduce(
    (sum, window) => sum + Math.min(contextTokens, window.tokens) * window.bytesPerToken,
    contextTokens * bytesPerToken + constantBytes,
  );
  const exchanges = tensorParallel * dataParallel > 1 ? 2 * work.layers : 0;
  return (
    weights +
    experts +
    (sequences * cacheBytes) / (memoryBytesPerSecond * coefficients.kvReadEfficiency) +
    forwardSeconds(replica, coefficients, tokens) +
    (prefillTokens > 0 ? attentionSeconds(replica, coefficients, prefilledTokens + prefillTokens, prefillTokens) : 0) +
    work.layers * coefficients.secondsPerLayer +
    (work.experts?.layers ?? 0) * coefficients.secondsPerExpertLayer +
    exchanges * coefficients.secondsPerExchange +
    sequences * coefficients.secondsPerSequence +
    exchangeSeconds(replica, coefficients, tokens)
  );
}

/** One step of `concurrency` running sequences, half of whose answer is there. */
export const decodeStepSeconds = (
  replica: RooflineReplica,
  coefficients: RooflineCoefficients,
  { concurrency, inputTokens, outputTokens }: Load,
): number =>
  engineStepSeconds(replica, coefficients, {
    prefillTokens: 0,
    decodeSequences: concurrency,
    contextTokens: inputTokens + outputTokens / 2,
  });

/**
 * What one prompt adds to the steps that compute it. What the prefix cache holds is not computed, and still attended to. A
 * prompt makes a step read the experts that the step would have left out.
 */
export function promptSeconds(replica: RooflineReplica, coefficients: RooflineCoefficients, load: Load): number {
  const { inputTokens, prefillTokens = inputTokens, concurrency } = load;
  const chunks = Math.max(1, prefillTokens / chunkTokens);
  const unread =
    chosenExperts(replica, coefficients, prefillTokens) - chosenExperts(replica, coefficients, concurrency);
  return (
    forwardSeconds(replica, coefficients, prefillTokens) +
    attentionSeconds(replica, coefficients, inputTokens, prefillTokens) +
    exchangeSeconds(replica, coefficients, prefillTokens) +
    chunks * Math.max(0, unread) * expertsSeconds(replica, coefficients)
  );
}
