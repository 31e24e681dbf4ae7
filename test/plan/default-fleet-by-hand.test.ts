import { describe, expect, test } from 'vitest';
import { validPlan } from '../support/fleets';

/** The plan of fleet.yaml, worked out again on paper; only the fitted throughput is taken from the plan itself. */
describe('the default fleet, by hand', () => {
  const plan = validPlan();
  const workload = plan.workloads[0];
  const type = plan.models[0]?.types[0];

  test('Llama-3.1-70B in fp8 fits four H100 with 206 GiB for its KV cache', () => {
    // 70.6 × 10⁹ bytes = 65.75 GiB; 4 × (80 × 0.9 − 4) = 272 GiB; 272 − 65.75 = 206.25
    expect(type?.fit.weightsGiB.value).toBeCloseTo(65.75, 2);
    expect(type?.fit.kvCacheGiB.value).toBeCloseTo(206.25, 2);
    // 2 × 80 × 8 × 128 × 2 bytes
    expect(type?.fit.kvBytesPerToken.value).toBe(327_680);
    // 206.2486 × 2³⁰ ÷ (327,680 × 9,216) = 73.33
    expect(type?.fit.maxConcurrency.value).toBe(73);
  });

  test('three instances carry the peak, so each of two regions holds three', () => {
    // busiest minute: 507 requests ÷ 60 s × 4 = 33.8 requests/s
    expect(workload?.demand.peakRequestsPerSecond.value).toBeCloseTo(33.8, 6);
    const low = type?.replica.requestsPerSecond.low ?? 0;
    // two replicas, cautious end of the range, 80 % utilisation
    expect(type?.plannedRequestsPerSecond.value).toBeCloseTo(2 * low * 0.8, 6);
    expect(2 * low * 0.8).toBeGreaterThan(33.8 / 3);
    expect(2 * low * 0.8).toBeLessThan(33.8 / 2);
    expect(workload?.instancesForPeak.value).toBe(3);
    expect(plan.cells.map(({ minInstances }) => minInstances.value)).toEqual([3, 3]);
    // 3 + ⌈25 % of 3⌉
    expect(plan.cells.map(({ maxInstances }) => maxInstances.value)).toEqual([4, 4]);
  });

  test('a group scales at 80 % of two replicas × 64 requests', () => {
    expect(plan.cells[0]?.fullRequestsInFlight.value).toBe(128);
    expect(plan.cells[0]?.targetRequestsInFlight.value).toBe(102);
  });

  test('either region alone carries the whole peak, without a launch', () => {
    const each = type?.plannedRequestsPerSecond.value ?? 0;
    for (const { shareOfPeak } of workload?.failover.survivors ?? []) {
      expect(shareOfPeak.value).toBeCloseTo((3 * each) / 33.8, 6);
      expect(shareOfPeak.value).toBeGreaterThan(1);
    }
    // 10 s × 3 + 60 s TTL + 60 s keep-alive
    expect(workload?.failover.recoverySeconds.value).toBe(150);
  });

  test('costs 6 × 55.04 USD an hour, at worst 8 × 63.296', () => {
    const serving = plan.phases.find(({ phase }) => phase === 'serving');
    expect(serving?.expectedUsdPerMonth.value).toBeCloseTo(6 * 55.04 * 730, 4);
    expect(serving?.worstCaseUsdPerMonth.value).toBeCloseTo(8 * 63.296 * 730, 4);
  });

  test('a request costs the month ÷ its requests', () => {
    // mean: 19,366 requests ÷ 3,501.722 s × 4
    const perMonth = (19_366 / 3501.722) * 4 * 730 * 3600;
    const perRequest = (6 * 55.04 * 730) / perMonth;
    expect(workload?.cost.usdPerRequest.value).toBeCloseTo(perRequest, 9);
    expect(workload?.cost.usdPerMillionOutputTokens.value).toBeCloseTo((perRequest / 211.12594) * 1e6, 3);
  });

  test('users go to the region nearest to them', () => {
    expect(plan.cells.map(({ region, demandShare }) => [region, demandShare.value])).toEqual([
      ['us-east-1', 0.6],
      ['us-west-2', 0.4],
    ]);
  });

  test('the fitted throughput lies between the measured neighbours', () => {
    // 64 in flight: 1024/1024 takes 0.2564 + 1,023 × 0.01951 s a request; with 211 output tokens a fifth of the steps,
    // each dearer by the prompts that come five times as often
    const measured = 64 / (0.2564 + 1023 * 0.019515);
    const perRequest = type?.replica.requestsPerSecond.value ?? 0;
    expect(perRequest).toBeGreaterThan(measured * 2);
    expect(perRequest).toBeLessThan(measured * 5);
  });
});
