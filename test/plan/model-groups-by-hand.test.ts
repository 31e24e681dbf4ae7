import { describe, expect, test } from 'vitest';
import type { Plan } from '../../lib/plan/plan';
import { chatFleetText, edit, planOf } from '../support/fleets';

const trace = `demand: # a real hour of a production assistant, four times over
      trace: traces/azure-llm-2023-conversation.csv.gz
      scale: 4`;

/** The chat fleet with one known model alone and a stated demand: 1,000 tokens are read and 250 written, at most 8,192 together. */
function planWith(id: string, gpus: number, instanceType: string, peak: number): Plan {
  const stated = `meanRequestsPerSecond: ${peak / 2}, peakRequestsPerSecond: ${peak}, meanInputTokens: 1000, meanOutputTokens: 250`;
  const fleet = [
    ['model: llama-70b', 'model: by-hand'],
    [trace, `demand: { ${stated} }`],
    ['maxInputTokens: 8192', 'maxInputTokens: 7168'],
    ['timeToFirstTokenSeconds: 1,', 'timeToFirstTokenSeconds: 10,'],
    ['timePerOutputTokenSeconds: 0.05', 'timePerOutputTokenSeconds: 0.2'],
    ['serving: 400000', 'serving: 2000000'],
  ].reduce((text, [from = '', to = '']) => edit(text, from, to), chatFleetText());
  const [before] = fleet.split('models:\n');
  const [, access] = fleet.split('\naccess:');
  const { plan, findings } = planOf(
    `${before}models:\n  - { name: by-hand, model: ${id}, tensorParallel: ${gpus}, instanceTypes: [${instanceType}] }\naccess:${access}`,
  );
  if (plan === undefined) {
    throw new Error(`${id}: ${JSON.stringify(findings.filter(({ level }) => level === 'error'))}`);
  }
  return plan;
}

const gib = 2 ** 30;
/** Bytes a second that the memory of one GPU gives. @see NVIDIA's data sheets of H100 SXM and H200 SXM */
const bandwidth = { H100: 3.35e12, H200: 4.8e12 };

/**
 * Memory, groups and cost of three models on instances of eight GPUs, from their published sizes, the prices of 2026-06-20 in
 * us-east-1 and us-west-2, and a peak. models-by-hand.test.ts has the arithmetic of weights, cache and sequences.
 */
const worked = [
  {
    what: 'latent attention',
    id: 'deepseek-ai/DeepSeek-R1',
    type: 'p5en.48xlarge',
    gpus: 8,
    replicas: 1,
    // Each of 61 layers keeps a latent of 512 + 64 values of two bytes on every GPU.
    weightsGiBPerGpu: 79.53,
    kvBytesPerTokenPerGpu: 61 * 576 * 2,
    sequences: 77,
    inFlight: 64,
    // 64 tokens choose 8 of 256 experts each: 1 − (1 − 8/256)^64 = 87 % of them are read, and all that is not an expert.
    secondsToReadWeights: ((3.39 + 76.14 * 0.869) * gib) / bandwidth.H200,
    // 16 requests/s ÷ (1 × 4.29 × 0.8 = 3.43) = 4.7, so 5; 5 + ⌈5 ÷ 4⌉ = 7. 5 × 2 × 63.296 × 730 = 462,060.80
    peak: 16,
    instances: { min: 5, max: 7 },
    usdPerMonth: { expected: 462_060.8, worst: 646_885.12 },
  },
  {
    what: 'sliding windows',
    id: 'google/gemma-3-27b-it',
    type: 'p5.48xlarge',
    gpus: 2,
    replicas: 4,
    // Ten of 62 layers keep keys and values of 8 of 16 heads of 128 for every token.
    weightsGiBPerGpu: 25.56,
    kvBytesPerTokenPerGpu: 10 * 8 * (128 + 128) * 2,
    sequences: 69,
    inFlight: 64,
    // A step of text reads all but 0.40 GiB of the tower for images.
    secondsToReadWeights: (25.16 * gib) / bandwidth.H100,
    // 40 requests/s ÷ (4 × 5.53 × 0.8 = 17.7) = 2.3, so 3; 3 + ⌈3 ÷ 4⌉ = 4. 3 × 2 × 55.04 × 730 = 241,075.20
    peak: 40,
    instances: { min: 3, max: 4 },
    usdPerMonth: { expected: 241_075.2, worst: 321_433.6 },
  },
  {
    what: 'a mixture of experts with copied KV heads',
    id: 'Qwen/Qwen3-30B-A3B',
    type: 'p5.48xlarge',
    gpus: 8,
    replicas: 1,
    // Each of eight GPUs keeps one of four heads of 128 in 48 layers.
    weightsGiBPerGpu: 7.153,
    kvBytesPerTokenPerGpu: 48 * 1 * (128 + 128) * 2,
    sequences: 317,
    inFlight: 256,
    // 256 tokens choose 8 of 128 experts each, so that every expert is read.
    secondsToReadWeights: (7.153 * gib) / bandwidth.H100,
    // 150 requests/s ÷ (1 × 29.1 × 0.8 = 23.3) = 6.5, so 7; 7 + ⌈7 ÷ 4⌉ = 9. 7 × 2 × 55.04 × 730 = 562,508.80
    peak: 150,
    instances: { min: 7, max: 9 },
    usdPerMonth: { expected: 562_508.8, worst: 723_225.6 },
  },
];

describe.each(worked)('the plan of $id, by hand: $what', (hand) => {
  const plan = planWith(hand.id, hand.gpus, hand.type, hand.peak);
  const [workload] = plan.workloads;
  const type = workload?.types[0];

  test('each GPU holds its weights and its cache', () => {
    expect((type?.fit.weightsGiB.value ?? 0) / hand.gpus).toBeCloseTo(hand.weightsGiBPerGpu, 2);
    expect((type?.fit.kvBytesPerToken.value ?? 0) / hand.gpus).toBe(hand.kvBytesPerTokenPerGpu);
    expect(type?.fit.maxConcurrency.value).toBe(hand.sequences);
  });

  test('no token comes faster than the memory of a GPU gives the weights', () => {
    expect(type?.replica.timePerOutputTokenSeconds.low).toBeGreaterThan(hand.secondsToReadWeights);
  });

  test('an instance takes four fifths of what its replicas do at least, by Little’s law', () => {
    const { timeToFirstTokenSeconds: first, timePerOutputTokenSeconds: next } = type?.replica ?? {};
    const slowest = (first?.high ?? 0) + 249 * (next?.high ?? 0);

    expect(type?.replica.requestsPerSecond.low).toBeCloseTo(hand.inFlight / slowest, 6);
    expect(type?.plannedRequestsPerSecond.value).toBeCloseTo((hand.replicas * 0.8 * hand.inFlight) / slowest, 6);
  });

  test('each of two regions holds the whole peak and grows by a quarter', () => {
    const { min, max } = hand.instances;

    expect(plan.cells.map((cell) => [cell.region, cell.minInstances.value, cell.maxInstances.value])).toEqual([
      ['us-east-1', min, max],
      ['us-west-2', min, max],
    ]);
  });

  test('costs both groups by the hour, 730 hours a month', () => {
    const serving = plan.phases.find(({ phase }) => phase === 'serving');

    expect(serving?.expectedUsdPerMonth.value).toBeCloseTo(hand.usdPerMonth.expected, 2);
    expect(serving?.worstCaseUsdPerMonth.value).toBeCloseTo(hand.usdPerMonth.worst, 2);
  });
});
