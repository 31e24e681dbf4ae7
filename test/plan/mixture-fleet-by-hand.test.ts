import { describe, expect, test } from 'vitest';
import { modelSettingsOf } from '../../lib/contract/cell-parameters';
import type { ModelPlan } from '../../lib/plan/plan';
import { validPlan } from '../support/fleets';

const gib = 2 ** 30;

/** The plan of fleets/moe.yaml, worked out again apart from the code. */
describe('the fleet with a mixture of experts and windows, by hand', () => {
  const plan = validPlan('fleets/moe.yaml');
  const [workload] = plan.workloads;
  const [first, second] = workload?.types ?? [];

  /*
   * gpt-oss-120b on two Hoppers. A value of MXFP4 takes 17/32 bytes with its scale, everything else two.
   * Experts on each GPU: 2880 ÷ 2 = 1440 rows, filled up to 1472, a multiple of 64:
   *   36 layers × 128 × (3 × 1472 × 2880 × 17/32 + (2 × 1472 + 2880) × 2) = 31,187,533,824 bytes.
   * Attention: 64 + 2 × 8 heads of 64 and their output, 2880 × (4096 + 1024 + 4096) ÷ 2 = 13,271,040 values; biases
   *   (4096 + 1024) ÷ 2 + 2880 = 5440; sinks 64; router 128 × 2880 + 128 = 368,768; norms 2 × 2880 = 5760:
   *   36 × 13,651,072 × 2 = 982,877,184 bytes.
   * Tables 2 × 201,088 × 2880 ÷ 2 × 2 = 1,158,266,880; final norm 5,760 bytes.
   * Together 33,328,683,648 bytes a GPU, 62.08 GiB on both.
   */
  test('62.08 GiB of weights on two GPUs', () => {
    const experts = 36 * 128 * ((3 * 1472 * 2880 * 17) / 32 + (2 * 1472 + 2880) * 2);
    const attention = (2880 * (4096 + 1024 + 4096)) / 2 + (4096 + 1024) / 2 + 2880 + 64;
    const others = 36 * (attention + 128 * 2880 + 128 + 2 * 2880) * 2;
    const tables = (2 * 201_088 * 2880 * 2) / 2 + 2880 * 2;

    expect(((experts + others + tables) * 2) / gib).toBeCloseTo(62.08, 2);
    expect(first?.fit.weightsGiB.value).toBeCloseTo(((experts + others + tables) * 2) / gib, 4);
  });

  test('every second of 36 layers grows: 18 × 8 heads × (64 + 64) × 2 bytes', () => {
    expect(first?.fit.kvBytesPerToken.value).toBe(18 * 8 * 128 * 2);
    // 128 + 1 tokens in nine blocks of 16 and one more: 160 tokens of the 18 others.
    expect(first?.fit.kvBytesPerSequence?.value).toBe(18 * 160 * 8 * 128 * 2);
  });

  /** Four replicas of two GPUs at the cautious end of their range, filled to four fifths. */
  const planned = (type: typeof first): number => 4 * (type?.replica.requestsPerSecond.low ?? 0) * 0.8;

  test('each of two regions holds the peak of 16 requests/s on the slower type, and grows by a quarter', () => {
    const slower = Math.min(planned(first), planned(second));

    for (const type of [first, second]) {
      expect(type?.plannedRequestsPerSecond.value).toBeCloseTo(planned(type), 9);
    }
    const forPeak = Math.ceil(16 / slower);
    const most = forPeak + Math.ceil(forPeak / 4);
    expect(workload?.instancesForPeak.value).toBe(forPeak);
    const cells = plan.cells.filter(({ model }) => model === 'gpt-oss-120b');
    expect(cells.map((cell) => [cell.minInstances.value, cell.maxInstances.value])).toEqual([
      [forPeak, most],
      [forPeak, most],
    ]);
  });

  test('costs its groups by the hour: 63.296 USD of a p5en.48xlarge, the first and the dearer type', () => {
    const costs = plan.cellCosts.filter(({ model }) => model === 'gpt-oss-120b');
    const [least = 0, most = 0] = [plan.cells[0]?.minInstances.value, plan.cells[0]?.maxInstances.value];

    expect(costs).toHaveLength(2);
    for (const { expectedUsdPerHour, worstCaseUsdPerHour } of costs) {
      expect(expectedUsdPerHour.value).toBeCloseTo(least * 63.296, 6);
      expect(worstCaseUsdPerHour.value).toBeCloseTo(most * 63.296, 6);
    }
  });
});

describe('the fleet with eight copies of the attention, by hand', () => {
  const plan = validPlan('fleets/moe.yaml');
  const type = plan.workloads.find(({ name }) => name === 'reasoning')?.types[0];

  /*
   * DeepSeek-R1 on eight GPUs, of which each is one copy of everything but the routed experts (worked-by-hand.test.ts in
   * test/architecture has the sizes of the matrices). A value in FP8 takes a byte, and each block of 128 × 128 a scale of four.
   */
  test('each GPU holds an eighth of the experts and everything else whole: 95.82 GiB', () => {
    const experts = (58 * 256 * 44_040_192) / 8;
    const sharedExperts = 58 * 44_040_192;
    const denseLayers = 1_189_085_184;
    const attention = 61 * (187_121_664 - 16_384);
    const inFp8 = (experts + sharedExperts + denseLayers + attention) * (1 + 4 / 128 ** 2);
    const tables = 1_853_358_080;
    const secondFormOfKvB = 61 * 16_777_216;
    const routers = 58 * 1_835_008;
    const onEach = (inFp8 + 2 * (tables + secondFormOfKvB + routers)) / gib;

    expect(onEach).toBeCloseTo(95.82, 2);
    expect((type?.fit.weightsGiB.value ?? 0) / 8).toBeCloseTo(onEach, 2);
  });

  test('a sequence lies in the cache of one copy: 61 latents of 512 + 64 values a token', () => {
    const bytesOfSequence = 61 * (512 + 64) * 2 * (16_384 + 16_384);
    const roomOfCopy = ((type?.fit.kvCacheGiB.value ?? 0) / 8) * gib;

    expect(type?.fit.kvBytesPerToken.value).toBe(70_272);
    expect(roomOfCopy).toBeCloseTo((141 * 0.9 - 95.82 - (type?.fit.overheadGiB.value ?? 0)) * gib, -8);
    expect(type?.fit.maxConcurrency.value).toBe(8 * Math.floor(roomOfCopy / bytesOfSequence));
  });

  test('an instance is one replica of eight GPUs, whose engine shares its limit among the copies', () => {
    const model = plan.models.find(({ name }) => name === 'deepseek-r1') as ModelPlan;

    expect(modelSettingsOf(model)).toMatchObject({ tensorParallel: 1, dataParallel: 8, expertParallel: true });
    expect(type?.replicasPerInstance.value).toBe(1);
  });
});
