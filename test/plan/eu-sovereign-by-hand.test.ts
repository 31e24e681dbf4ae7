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
  // 32 in flight ÷ (0.5864 s + 249 × 0.04112 s) = 2.9558 requests/s; at 80 % 2.3646
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

  test('a step of 32 takes 19.18 ms, a token 23.34 ms, the first one 160 ms', () => {
    // 8.036 × 10⁹ bytes of weights ÷ (864 × 10⁹ × 0.87511) = 10.63 + KV cache 5.42 + computation 1.20 + 32 layers 1.83 + 32
    // sequences 0.11 = 19.18 ms; the prompts of 31 others: 4.16 ms; measured engines that are like this one: × 1.0001
    expect(type?.replica.timePerOutputTokenSeconds.value).toBeCloseTo(0.023343, 6);
    expect(type?.replica.timePerOutputTokenSeconds.value).toBeCloseTo(at(32).perOutputToken, 9);
    // admission 20.7 + a prompt of 34.44 × (1.2228 + 31 × 0.073194) + step 19.18 ms; measured engines: × 0.9994
    expect(type?.replica.timeToFirstTokenSeconds.value).toBeCloseTo(0.16003, 5);
    expect(type?.replica.timeToFirstTokenSeconds.value).toBeCloseTo(at(32).firstToken, 9);
  });

  test('ranges are those of the GPU that is predicted worst, because one source alone measured an L40S', () => {
    const { timeToFirstTokenSeconds: first, timePerOutputTokenSeconds: next } = type?.replica ?? {};

    // 1.964 standard deviations of 0.6612, and 2.098 of 0.2699, in logarithms
    expect(first?.high).toBeCloseTo(0.16003 * Math.exp(1.964 * 0.6612), 4);
    expect(first?.low).toBeCloseTo(0.16003 / Math.exp(1.964 * 0.6612), 4);
    expect(next?.high).toBeCloseTo(0.023343 * Math.exp(2.098 * 0.2699), 4);
    expect(next?.source).toContain('unvalidated: only one source has measured L40S');
  });

  test('an instance does 5.36 requests/s, and is planned with 2.36', () => {
    expect(type?.replica.requestsPerSecond.value).toBeCloseTo(32 / (0.16003 + 249 * 0.0233426), 3);
    expect(type?.replica.requestsPerSecond.low).toBeCloseTo(each / 0.8, 9);
    // one GPU, tensor parallel 1: one replica
    expect(type?.plannedRequestsPerSecond.value).toBeCloseTo(each, 9);
    expect(type?.plannedRequestsPerSecond.value).toBeCloseTo(2.3646, 4);
  });

  test('nine instances carry the peak, so each of two regions holds nine', () => {
    // 20 ÷ 2.3646 = 8.46; 70 % of it in Frankfurt 5.92, 30 % in Stockholm 2.54
    expect(workload?.instancesForPeak.value).toBe(Math.ceil(20 / each));
    expect(plan.cells.map(({ region, ownInstances }) => [region, ownInstances.value])).toEqual([
      ['eu-central-1', 6],
      ['eu-north-1', 3],
    ]);
    expect(plan.cells.map(({ minInstances }) => minInstances.value)).toEqual([9, 9]);
    // 9 + ⌈25 % of 9⌉
    expect(plan.cells.map(({ maxInstances }) => maxInstances.value)).toEqual([12, 12]);
  });

  test('a group scales at 80 % of 32 in flight', () => {
    expect(plan.cells[0]?.fullRequestsInFlight.value).toBe(32);
    expect(plan.cells[0]?.targetRequestsInFlight.value).toBe(25);
  });

  test('either region alone carries the whole peak, without a launch', () => {
    expect(workload?.failover.survivors.map(({ lostRegion }) => lostRegion)).toEqual(['eu-central-1', 'eu-north-1']);
    for (const { shareOfPeak, shareOfPeakGrown, shedRatio } of workload?.failover.survivors ?? []) {
      expect(shareOfPeak.value).toBeCloseTo((9 * each) / 20, 9);
      expect(shareOfPeak.value).toBeCloseTo(1.064, 3);
      expect(shareOfPeakGrown.value).toBeCloseTo((12 * each) / 20, 9);
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

  test('costs 9 × 2.8035 and 9 × 2.37822 USD an hour, at worst 12 of the larger type', () => {
    const serving = plan.phases.find(({ phase }) => phase === 'serving');

    expect(serving?.expectedUsdPerMonth.value).toBeCloseTo((9 * 2.8035 + 9 * 2.37822) * 730, 4);
    // g6e.4xlarge
    expect(serving?.worstCaseUsdPerMonth.value).toBeCloseTo((12 * 3.75651 + 12 * 3.18666) * 730, 4);
    expect(serving?.regions.map(({ expectedUsdPerMonth }) => expectedUsdPerMonth.value)).toEqual([
      expect.closeTo(9 * 2.8035 * 730, 4),
      expect.closeTo(9 * 2.37822 * 730, 4),
    ]);
    // what its own users do not need: 9 − 6 and 9 − 3
    expect(serving?.headroomUsdPerMonth.value).toBeCloseTo((3 * 2.8035 + 6 * 2.37822) * 730, 4);
    expect(serving?.interruptibleUsdPerMonth.value).toBe(0);
  });

  test('a request costs the month ÷ its requests', () => {
    const perMonth = 10 * 730 * 3600;
    const perRequest = ((9 * 2.8035 + 9 * 2.37822) * 730) / perMonth;

    expect(workload?.cost.usdPerRequest.value).toBeCloseTo(perRequest, 9);
    expect(workload?.cost.usdPerMillionOutputTokens.value).toBeCloseTo((perRequest / 250) * 1e6, 6);
    // an hour of the first type in the first region, full: 5.3580 requests/s × 250 tokens
    expect(workload?.cost.usdPerMillionOutputTokensAtFullLoad.value).toBeCloseTo(
      (2.8035 / (5.358044 * 250 * 3600)) * 1e6,
      4,
    );
  });

  test('needs 14 × 16 vCPUs in each region: the maximum and two that are being replaced', () => {
    expect(plan.quotas.map(({ region, quotaCode, vcpus }) => [region, quotaCode, vcpus.value])).toEqual([
      ['eu-central-1', 'L-DB2E81BA', (12 + 2) * 16],
      ['eu-north-1', 'L-DB2E81BA', (12 + 2) * 16],
    ]);
  });
});
