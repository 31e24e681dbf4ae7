import { describe, expect, test } from 'vitest';
import { validPlan } from '../support/fleets';
import { type HandLatency, llama8bOnL40s } from '../support/llama-8b-on-l40s';

/** The plan of fleets/eu-sovereign.yaml, worked out again apart from the code. */
describe('the EU-sovereign fleet, by hand', () => {
  const plan = validPlan('fleets/eu-sovereign.yaml');
  const [workload] = plan.workloads;
  const [type] = workload?.types ?? [];
  const at = (concurrency: number): HandLatency =>
    llama8bOnL40s({ concurrency, inputTokens: 900, computedTokens: 900, outputTokens: 250 });
  // 32 in flight ÷ (0.3776 s + 249 × 0.03567 s) = 3.4561 requests/s; at 80 % 2.7649
  const { slowFirstToken, slowPerOutputToken } = at(32);
  const each = (32 / (slowFirstToken + 249 * slowPerOutputToken)) * 0.8;

  test('Llama-3.1-8B in fp8 leaves one L40S 29.82 GiB for its KV cache', () => {
    // 8.03 × 10⁹ bytes = 7.479 GiB; EC2 lists 45,776 MiB = 44.70 GiB. The engine takes 0.975 % of them for the driver,
    // 0.25 for CUDA libraries, 1.21 for activations and 1.04 for graphs: 44.70 × 0.9 − 2.94 = 37.30; − 7.48 = 29.82
    expect(type?.fit.weightsGiB.value).toBeCloseTo(8.03e9 / 2 ** 30, 9);
    expect(type?.fit.kvCacheGiB.value).toBeCloseTo(
      (45_776 / 1024) * (0.9 - 0.00975) - 0.25 - 1.21 - 1.04 - 8.03e9 / 2 ** 30,
      3,
    );
    expect(type?.fit.kvCacheGiB.value).toBeCloseTo(29.818, 3);
    // 2 × 32 × 8 × 128 × 2 bytes
    expect(type?.fit.kvBytesPerToken.value).toBe(131_072);
    // 29.8184 × 2³⁰ ÷ (131,072 × (4,096 + 1,024)) = 47.71
    expect(type?.fit.maxConcurrency.value).toBe(47);
  });

  test('32 in flight is the most that fits: 64 would meet the objectives and not the memory', () => {
    expect(type?.replica.concurrency).toBe(32);
    expect(at(64).slowFirstToken).toBeLessThan(3);
    expect(at(64).slowPerOutputToken).toBeLessThan(0.1);
    expect(type?.fit.maxConcurrency.value).toBeLessThan(64);
  });

  test('a step of 32 takes 19.52 ms, a token 23.87 ms, the first one 159 ms', () => {
    // 8.036 × 10⁹ bytes of weights ÷ (864 × 10⁹ × 0.87603) = 10.62 + KV cache 5.91 + computation 1.17 + 32 layers 1.47 + 32
    // sequences 0.34 = 19.52 ms; the prompts of 31 others: 4.07 ms; measured engines that are like this one: × 1.012
    expect(type?.replica.timePerOutputTokenSeconds.value).toBeCloseTo(0.023868, 6);
    expect(type?.replica.timePerOutputTokenSeconds.value).toBeCloseTo(at(32).perOutputToken, 9);
    // admission 20.4 + a prompt of 33.65 × (1.3358 + 31 × 0.077606) + step 19.52 ms; measured engines: × 0.9597
    expect(type?.replica.timeToFirstTokenSeconds.value).toBeCloseTo(0.15919, 5);
    expect(type?.replica.timeToFirstTokenSeconds.value).toBeCloseTo(at(32).firstToken, 9);
  });

  test('ranges are those of the GPU that is predicted worst, because one source alone measured an L40S', () => {
    const { timeToFirstTokenSeconds: first, timePerOutputTokenSeconds: next } = type?.replica ?? {};

    // 2.003 standard deviations of 0.4312, and 2.282 of 0.17604, in logarithms
    expect(first?.high).toBeCloseTo(0.15919 * Math.exp(2.003 * 0.4312), 4);
    expect(first?.low).toBeCloseTo(0.15919 / Math.exp(2.003 * 0.4312), 4);
    expect(next?.high).toBeCloseTo(0.023868 * Math.exp(2.282 * 0.17604), 4);
    expect(next?.source).toContain('unvalidated: only one source has measured L40S');
  });

  test('an instance does 5.24 requests/s, and is planned with 2.76', () => {
    expect(type?.replica.requestsPerSecond.value).toBeCloseTo(32 / (0.15919 + 249 * 0.0238682), 3);
    expect(type?.replica.requestsPerSecond.low).toBeCloseTo(each / 0.8, 9);
    // one GPU, tensor parallel 1: one replica
    expect(type?.plannedRequestsPerSecond.value).toBeCloseTo(each, 9);
    expect(type?.plannedRequestsPerSecond.value).toBeCloseTo(2.7649, 4);
  });

  test('eight instances carry the peak, so each of two regions holds eight', () => {
    // 20 ÷ 2.7649 = 7.23; 70 % of it in Frankfurt 5.06, 30 % in Stockholm 2.17
    expect(workload?.instancesForPeak.value).toBe(Math.ceil(20 / each));
    expect(plan.cells.map(({ region, ownInstances }) => [region, ownInstances.value])).toEqual([
      ['eu-central-1', 6],
      ['eu-north-1', 3],
    ]);
    expect(plan.cells.map(({ minInstances }) => minInstances.value)).toEqual([8, 8]);
    // 8 + 25 % of 8
    expect(plan.cells.map(({ maxInstances }) => maxInstances.value)).toEqual([10, 10]);
  });

  test('a group scales at 80 % of 32 in flight', () => {
    expect(plan.cells[0]?.fullRequestsInFlight.value).toBe(32);
    expect(plan.cells[0]?.targetRequestsInFlight.value).toBe(25);
  });

  test('either region alone carries the whole peak, without a launch', () => {
    expect(workload?.failover.survivors.map(({ lostRegion }) => lostRegion)).toEqual(['eu-central-1', 'eu-north-1']);
    for (const { shareOfPeak, shareOfPeakGrown, shedRatio } of workload?.failover.survivors ?? []) {
      expect(shareOfPeak.value).toBeCloseTo((8 * each) / 20, 9);
      expect(shareOfPeak.value).toBeCloseTo(1.106, 3);
      expect(shareOfPeakGrown.value).toBeCloseTo((10 * each) / 20, 9);
      expect(shedRatio.value).toBe(0);
    }
    // 10 s × 3 + 60 s TTL + 60 s keep-alive
    expect(workload?.failover.recoverySeconds.value).toBe(150);
  });

  test('its users are served in their own region, 16 ms further once it is lost', () => {
    // Frankfurt to Stockholm 1,185 km: 2 × 1,185 × 1.5 ÷ 200 = 17.8 ms, less 1.5 ms for the 100 km that count at least
    expect(
      workload?.users.map(({ region, afterLoss }) => [region, afterLoss?.region, afterLoss?.addedRoundTripMs.value]),
    ).toEqual([
      ['eu-central-1', 'eu-north-1', (2 * 1185 * 1.5) / 200 - (2 * 100 * 1.5) / 200],
      ['eu-north-1', 'eu-central-1', (2 * 1185 * 1.5) / 200 - (2 * 100 * 1.5) / 200],
    ]);
  });

  test('costs 8 × 2.8035 and 8 × 2.37822 USD an hour, at worst 10 of the larger type', () => {
    const serving = plan.phases.find(({ phase }) => phase === 'serving');

    expect(serving?.expectedUsdPerMonth.value).toBeCloseTo((8 * 2.8035 + 8 * 2.37822) * 730, 4);
    // g6e.4xlarge
    expect(serving?.worstCaseUsdPerMonth.value).toBeCloseTo((10 * 3.75651 + 10 * 3.18666) * 730, 4);
    expect(serving?.regions.map(({ expectedUsdPerMonth }) => expectedUsdPerMonth.value)).toEqual([
      expect.closeTo(8 * 2.8035 * 730, 4),
      expect.closeTo(8 * 2.37822 * 730, 4),
    ]);
    // what its own users do not need: 8 − 6 and 8 − 3
    expect(serving?.headroomUsdPerMonth.value).toBeCloseTo((2 * 2.8035 + 5 * 2.37822) * 730, 4);
    expect(serving?.interruptibleUsdPerMonth.value).toBe(0);
  });

  test('a request costs the month ÷ its requests', () => {
    const perMonth = 10 * 730 * 3600;
    const perRequest = ((8 * 2.8035 + 8 * 2.37822) * 730) / perMonth;

    expect(workload?.cost.usdPerRequest.value).toBeCloseTo(perRequest, 9);
    expect(workload?.cost.usdPerMillionOutputTokens.value).toBeCloseTo((perRequest / 250) * 1e6, 6);
    // an hour of the first type in the first region, full: 5.2439 requests/s × 250 tokens
    expect(workload?.cost.usdPerMillionOutputTokensAtFullLoad.value).toBeCloseTo(
      (2.8035 / (5.243857 * 250 * 3600)) * 1e6,
      4,
    );
  });

  test('needs 11 × 16 vCPUs in each region: the maximum and one that is being replaced', () => {
    expect(plan.quotas.map(({ region, quotaCode, vcpus }) => [region, quotaCode, vcpus.value])).toEqual([
      ['eu-central-1', 'L-DB2E81BA', (10 + 1) * 16],
      ['eu-north-1', 'L-DB2E81BA', (10 + 1) * 16],
    ]);
  });
});
