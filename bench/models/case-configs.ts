/** A config.json that was once planned wrong in silence, with what is right of it. */
export interface CaseConfig {
  /** Below test/plan/model-cases. */
  readonly file: string;
  readonly tensorParallel: number;
  /** Bytes of one token on each GPU with a bf16 cache, or that it may not be planned. */
  readonly expected: number | 'refused';
  /** Longest context, where the fault was in it. */
  readonly contextTokens?: number;
  /** How the number follows. */
  readonly byHand: string;
}

export const caseConfigs: readonly CaseConfig[] = [
  { file: 'moe-planned-as-dense/config.json', tensorParallel: 1, expected: 36_864, byHand: '18 × 8 × 128 × 2' },
  { file: 'mla-kv-25-times/config.json', tensorParallel: 8, expected: 70_272, byHand: '61 × (512 + 64) × 2, copied' },
  { file: 'hybrid-and-sliding-kv/next.json', tensorParallel: 1, expected: 24_576, byHand: '12 × 2 × 512 × 2' },
  { file: 'hybrid-and-sliding-kv/oss.json', tensorParallel: 1, expected: 36_864, byHand: '18 × 8 × 128 × 2' },
  {
    file: 'kv-heads-copied-under-tensor-parallel/config.json',
    tensorParallel: 8,
    expected: 'refused',
    byHand: 'experts of 1,536 ÷ 8 = 192 are no multiple of 128',
  },
  {
    file: 'kv-heads-copied-under-tensor-parallel/config.json',
    tensorParallel: 4,
    expected: 48_128,
    byHand: '94 × 1 × 256 × 2: four heads on four GPUs',
  },
  {
    file: 'attention-heads-do-not-divide/config.json',
    tensorParallel: 8,
    expected: 'refused',
    byHand: '28 heads on 8 GPUs',
  },
  {
    file: 'fp8-blocks-do-not-divide/config.json',
    tensorParallel: 4,
    expected: 'refused',
    byHand: '768 ÷ 4 = 192 is no multiple of 128',
  },
  { file: 'nested-text-config/scout.json', tensorParallel: 1, expected: 196_608, byHand: '48 × 8 × 256 × 2' },
  { file: 'stated-sizes-against-config/l70.json', tensorParallel: 4, expected: 81_920, byHand: '80 × 2 × 256 × 2' },
  { file: 'stated-sizes-against-config/r1.json', tensorParallel: 8, expected: 70_272, byHand: '61 × 576 × 2, copied' },
  {
    file: 'head-dimension-with-a-fraction/config.json',
    tensorParallel: 1,
    expected: 'refused',
    byHand: 'the heads do not divide the hidden size',
  },
  {
    file: 'encoder-as-chat-model/ranker.json',
    tensorParallel: 1,
    expected: 0,
    contextTokens: 8192,
    byHand: 'an encoder keeps no cache; 8,194 positions less two of padding',
  },
  {
    file: 'rope-scaling-ignored/config.json',
    tensorParallel: 1,
    expected: 57_344,
    contextTokens: 131_072,
    byHand: '28 × 4 × 256 × 2; 32,768 × 4',
  },
  {
    file: 'images-do-not-pass-the-firewall/config.json',
    tensorParallel: 1,
    expected: 57_344,
    byHand: '28 × 4 × 256 × 2',
  },
  { file: 'unknown/config.json', tensorParallel: 1, expected: 'refused', byHand: 'its model_type is of no family' },
];
