import { describe, expect, test } from 'vitest';
import { validPlan } from '../support/fleets';
import { type HandLoad, llama8bOnL40s } from '../support/llama-8b-on-l40s';

/** Requests/s of one replica at the slow end of its latencies. */
function cautiousRate(load: HandLoad): number {
  const { slowFirstToken, slowPerOutputToken } = llama8bOnL40s(load);
  return load.concurrency / (slowFirstToken + (load.outputTokens - 1) * slowPerOutputToken);
}

/** What test/fleets/three-p5.yaml, the default fleet sized by arithmetic, adds to fleets/chat.yaml, worked out again apart from the code. */
const plan = validPlan('test/fleets/three-p5.yaml');
const cellsOf = (workload: string) => plan.cells.filter(({ loads }) => loads[0]?.workload === workload);
const costsOf = (workload: string) => plan.cellCosts.filter((_, i) => plan.cells[i]?.loads[0]?.workload === workload);

// a fifth of each prompt is in the prefix cache: 2,400 of 3,000 tokens are computed
const questions = (concurrency: number): HandLoad => ({
  concurrency,
  inputTokens: 3000,
  computedTokens: 2400,
  outputTokens: 200,
});
// 16 in flight ÷ (0.6368 s + 199 × 0.04324 s) = 1.7311 requests/s; at 80 % 1.3849
const perRetrievalInstance = cautiousRate(questions(16)) * 0.8;

// 8 in flight ÷ (0.4095 s + 299 × 0.02617 s) = 0.9716 requests/s, and the whole rate counts because no request queues
const perBatchInstance = cautiousRate({ concurrency: 8, inputTokens: 2000, computedTokens: 2000, outputTokens: 300 });

describe('documents of the default fleet by arithmetic, by hand', () => {
  const documents = plan.workloads.find(({ name }) => name === 'documents');
  const [type] = documents?.types ?? [];

  test('16 of 26 sequences that would fit: 32 would not', () => {
    // 29.8184 × 2³⁰ ÷ (131,072 × (8,192 + 1,024)) = 26.51
    expect(type?.fit.maxConcurrency.value).toBe(26);
    expect(type?.replica.concurrency).toBe(16);
    expect(llama8bOnL40s(questions(32)).slowFirstToken).toBeLessThan(5);
  });

  test('computes four fifths of each prompt, and attends to all of it', () => {
    // linear layers 2 × 6.979 × 10⁹ × 2,400 ÷ (733 × 10¹² × 0.88952 × 0.64102) = 80.2 ms; the head 2 × 0.525 × 10⁹ × 2,400 ÷
    // (362.05 × 10¹² × 0.88952) = 7.8 ms; attention over 2,400 × (3,000 − 1,200) pairs: 7.0 ms
    const { firstToken, perOutputToken } = llama8bOnL40s(questions(16));

    expect(documents?.prefixReuseRatio).toMatchObject({ value: 0.2, origin: 'assumed' });
    expect(type?.replica.timeToFirstTokenSeconds.value).toBeCloseTo(firstToken, 9);
    expect(type?.replica.timeToFirstTokenSeconds.value).toBeCloseTo(0.26849, 5);
    expect(type?.replica.timePerOutputTokenSeconds.value).toBeCloseTo(perOutputToken, 9);
    expect(type?.plannedRequestsPerSecond.value).toBeCloseTo(perRetrievalInstance, 9);
    expect(type?.plannedRequestsPerSecond.value).toBeCloseTo(1.3849, 4);
  });

  test('promises 80 % of the peak after a loss: six instances in each region', () => {
    // 10 × 0.7 ÷ 1.3849 = 5.05 for Frankfurt's own users, 10 × 0.3 ÷ 1.3849 = 2.17 for Stockholm's; 10 × 0.8 ÷ 1.3849 = 5.78
    expect(cellsOf('documents').map(({ ownInstances }) => ownInstances.value)).toEqual([6, 3]);
    expect(cellsOf('documents').map(({ minInstances }) => minInstances.value)).toEqual([6, 6]);
    // 6 + ⌈25 % of 6⌉
    expect(cellsOf('documents').map(({ maxInstances }) => maxInstances.value)).toEqual([8, 8]);
  });

  test('the survivor carries 83 % and sheds 17 % until it has grown', () => {
    for (const { shareOfPeak, shareOfPeakGrown, shedRatio } of documents?.failover.survivors ?? []) {
      expect(shareOfPeak.value).toBeCloseTo((6 * perRetrievalInstance) / 10, 9);
      expect(shareOfPeak.value).toBeCloseTo(0.8309, 4);
      expect(shedRatio.value).toBeCloseTo(1 - (6 * perRetrievalInstance) / 10, 9);
      expect(shareOfPeakGrown.value).toBeCloseTo((8 * perRetrievalInstance) / 10, 9);
    }
    expect(documents?.failover.recoverySeconds.value).toBe(150);
  });

  test('costs 6 × 2.8035 and 6 × 2.37822 USD an hour', () => {
    expect(costsOf('documents').map(({ expectedUsdPerHour }) => expectedUsdPerHour.value)).toEqual([
      expect.closeTo(6 * 2.8035, 9),
      expect.closeTo(6 * 2.37822, 9),
    ]);
    const perRequest = ((6 * 2.8035 + 6 * 2.37822) * 730) / (4 * 730 * 3600);
    expect(documents?.cost.usdPerRequest.value).toBeCloseTo(perRequest, 9);
    expect(documents?.cost.usdPerMillionOutputTokens.value).toBeCloseTo((perRequest / 200) * 1e6, 6);
  });
});

describe('summaries of the default fleet by arithmetic, by hand', () => {
  const summaries = plan.workloads.find(({ name }) => name === 'summaries');
  const [type] = summaries?.types ?? [];
  const perDay = 3 * 24 * 3600;
  // launch 300 + boot 180 + image 360 + download 7.479 GiB ÷ 0.6688 × 1.5 + load 7.479 ÷ 2.0771 × 1.5 + compile 60.79
  // + graphs 16 + first completion 60 + two health checks 20 = 1,019 s at the slow end
  const coldStart = 300 + 180 + 360 + 7.47852 * 1.5 * (196.47 / 131.4 + 15.82 / 32.86) + 60.79 + 16 + 60 + 20;
  const workingSeconds = 8 * 3600 - coldStart;
  // of an hour on spot, nine tenths are not lost to interruptions
  const finished = perBatchInstance * 0.9;

  test('8 of 14 sequences that would fit, each instance full', () => {
    // 29.8184 × 2³⁰ ÷ (131,072 × (16,384 + 1,024)) = 14.03
    expect(type?.fit.maxConcurrency.value).toBe(14);
    expect(type?.replica.concurrency).toBe(8);
    expect(type?.plannedRequestsPerSecond.value).toBeCloseTo(perBatchInstance, 9);
    expect(type?.plannedRequestsPerSecond.value).toBeCloseTo(0.9716, 4);
  });

  test('a day of 259,200 requests by morning: six instances in each region, eleven where one is lost', () => {
    expect(type?.coldStart.totalSeconds.high).toBeCloseTo(coldStart, 3);
    // 129,600 ÷ (0.8744 × 27,781 s) = 5.34; 259,200 ÷ (0.8744 × 27,781 s) = 10.67
    expect(Math.ceil(perDay / 2 / (finished * workingSeconds))).toBe(6);
    expect(Math.ceil(perDay / (finished * workingSeconds))).toBe(11);
    expect(cellsOf('summaries').map(({ ownInstances }) => ownInstances.value)).toEqual([6, 6]);
    expect(cellsOf('summaries').map(({ minInstances }) => minInstances.value)).toEqual([0, 0]);
    expect(cellsOf('summaries').map(({ pools }) => pools.map(({ maxInstances }) => maxInstances.value))).toEqual([
      [11, 11],
      [11, 11],
    ]);
  });

  test('either region grown, on demand, finishes all of it with 15 % to spare', () => {
    for (const { shareOfPeak, shareOfPeakGrown } of summaries?.failover.survivors ?? []) {
      expect(shareOfPeak.value).toBe(0);
      expect(shareOfPeakGrown.value).toBeCloseTo((11 * perBatchInstance * workingSeconds) / perDay, 6);
      expect(shareOfPeakGrown.value).toBeCloseTo(1.145, 3);
    }
    expect(summaries?.failover.recoverySeconds.value).toBe(Math.ceil(coldStart));
  });

  test('costs 1.72 spot instances on average in each region', () => {
    const busy = 1.5 / finished;
    const [east, west] = [(1.0895 + 0.8952 + 0.9408 + 0.8064) / 4, (0.948 + 1.4793 + 1.6578 + 1.0203) / 4];

    expect(busy).toBeCloseTo(1.715, 3);
    expect(costsOf('summaries').map(({ expectedUsdPerHour }) => expectedUsdPerHour.value)).toEqual([
      expect.closeTo(busy * east, 9),
      expect.closeTo(busy * west, 9),
    ]);
    // from the cheapest zone to the price on demand
    expect(costsOf('summaries')[0]?.expectedUsdPerHour.low).toBeCloseTo(busy * 0.8064, 9);
    expect(costsOf('summaries')[0]?.expectedUsdPerHour.high).toBeCloseTo(busy * 2.24208, 9);
    expect(summaries?.cost.usdPerRequest.value).toBeCloseTo((busy * (east + west)) / (3 * 3600), 9);
  });

  test('costs at worst both groups at eleven of the larger type', () => {
    for (const { worstCaseUsdPerHour } of costsOf('summaries')) {
      expect(worstCaseUsdPerHour.value).toBeCloseTo((11 + 11) * 3.00424, 9);
    }
  });
});

describe('the envelope of the default fleet by arithmetic, by hand', () => {
  const serving = plan.phases.find(({ phase }) => phase === 'serving');
  const busy = 1.5 / (perBatchInstance * 0.9);
  // chat, documents and summaries, USD an hour: see the describes above and chat-fleet-by-hand.test.ts
  const spot = { 'us-east-1': busy * 0.932975, 'us-west-2': busy * 1.27635 };
  const expected = {
    'us-east-1': 3 * 55.04 + spot['us-east-1'],
    'us-west-2': 3 * 55.04 + spot['us-west-2'],
    'eu-central-1': 6 * 2.8035,
    'eu-north-1': 6 * 2.37822,
  };
  const worst = {
    'us-east-1': 4 * 63.296 + 22 * 3.00424,
    'us-west-2': 4 * 63.296 + 22 * 3.00424,
    'eu-central-1': 8 * 3.75651,
    'eu-north-1': 8 * 3.18666,
  };
  const sum = (usd: Readonly<Record<string, number>>): number => Object.values(usd).reduce((a, b) => a + b, 0);

  test('of serving, region by region', () => {
    for (const { region, expectedUsdPerMonth, worstCaseUsdPerMonth } of serving?.regions ?? []) {
      expect(expectedUsdPerMonth.value).toBeCloseTo(expected[region as keyof typeof expected] * 730, 4);
      expect(worstCaseUsdPerMonth.value).toBeCloseTo(worst[region as keyof typeof worst] * 730, 4);
    }
    expect(serving?.regions).toHaveLength(4);
  });

  test('of serving stays within its budget, even at its worst', () => {
    expect(serving?.expectedUsdPerMonth.value).toBeCloseTo(sum(expected) * 730, 4);
    expect(serving?.worstCaseUsdPerMonth.value).toBeCloseTo(sum(worst) * 730, 4);
    expect(serving?.budgetUsdPerMonth?.value).toBe(540_000);
    expect(sum(worst) * 730).toBeLessThan(540_000);
  });

  test('of training and evaluation is empty: only their budgets stand', () => {
    expect(
      plan.phases.map(({ phase, expectedUsdPerMonth, budgetUsdPerMonth }) => [
        phase,
        expectedUsdPerMonth.value,
        budgetUsdPerMonth?.value,
      ]),
    ).toEqual([
      ['training', 0, 40_000],
      ['evaluation', 0, 10_000],
      ['serving', expect.closeTo(sum(expected) * 730, 4), 540_000],
    ]);
  });

  test('counts what stands ready for the loss of a region', () => {
    // chat 3 − 2 and 3 − 1 (33.8 × 0.6 ÷ 13.82 = 1.47, × 0.4 = 0.98), documents 6 − 6 and 6 − 3, summaries nothing
    expect(serving?.headroomUsdPerMonth.value).toBeCloseTo((3 * 55.04 + 3 * 2.37822) * 730, 4);
  });

  test('counts what is on spot', () => {
    expect(serving?.interruptibleUsdPerMonth.value).toBeCloseTo(sum(spot) * 730, 4);
  });

  test('needs these quotas: every group at its maximum, a tenth of it being replaced, spot apart', () => {
    expect(plan.quotas.map(({ region, quotaCode, vcpus }) => [region, quotaCode, vcpus.value])).toEqual([
      // p5.48xlarge and p5en.48xlarge have 192 vCPUs
      ['us-east-1', 'L-417A185B', (4 + 1) * 192],
      ['us-west-2', 'L-417A185B', (4 + 1) * 192],
      // g6e.4xlarge has 16
      ['eu-central-1', 'L-DB2E81BA', (8 + 1) * 16],
      ['eu-north-1', 'L-DB2E81BA', (8 + 1) * 16],
      ['us-east-1', 'L-DB2E81BA', (11 + 2) * 16],
      ['us-east-1', 'L-3819A6DF', 11 * 16],
      ['us-west-2', 'L-DB2E81BA', (11 + 2) * 16],
      ['us-west-2', 'L-3819A6DF', 11 * 16],
    ]);
  });
});
