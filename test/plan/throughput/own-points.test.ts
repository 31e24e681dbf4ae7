import { describe, expect, test } from 'vitest';
import { gpuInstanceType } from '../../../lib/catalogue/instance-types';
import type { Fleet } from '../../../lib/fleet/fleet';
import { loadPins } from '../../../lib/fleet/lock-file';
import { type MeasuredLoad, type MeasuredTokens, nothingMeasured } from '../../../lib/fleet/measurements';
import { withMeasurements } from '../../../lib/fleet/with-measurements';
import { makePlan, type PlannedFleet } from '../../../lib/plan/make-plan';
import { throughputDrift } from '../../../lib/plan/measured/throughput-drift';
import { tokenDrift } from '../../../lib/plan/measured/token-drift';
import { expectedThroughput, replicaThroughput } from '../../../lib/plan/throughput/replica-throughput';
import { chatFleetText, edit, load } from '../../support/fleets';

/** Requests as in the trace: 1,155 tokens in, 211 out. */
const point = (
  concurrentRequestsPerReplica: number,
  requestsPerSecondPerReplica: number,
  change: Partial<MeasuredLoad> = {},
): MeasuredLoad => ({
  concurrentRequestsPerReplica,
  requestsPerSecondPerReplica,
  inputTokensPerSecondPerReplica: requestsPerSecondPerReplica * 1155,
  outputTokensPerSecondPerReplica: requestsPerSecondPerReplica * 211,
  timeToFirstTokenP50Seconds: 0.25,
  timeToFirstTokenP95Seconds: 0.5,
  timePerOutputTokenP50Seconds: 0.025,
  timePerOutputTokenP95Seconds: 0.05,
  workloads: ['chat'],
  minutes: 70,
  until: '2026-11-24',
  ...change,
});
const missed = { timeToFirstTokenP95Seconds: 1.2 };

/** What is slower than expected may cost more than the example's budget. */
const ampleText = (): string => edit(chatFleetText(), 'serving: 400000', 'serving: 9000000');

const fleetOf = (text = ampleText()): Fleet => {
  const { fleet } = load(text);
  if (fleet === undefined) {
    throw new Error('the example is no fleet');
  }
  return fleet;
};

const measuredFleet = (loads: readonly MeasuredLoad[], tokens?: MeasuredTokens, text?: string): Fleet =>
  withMeasurements(fleetOf(text), {
    ...nothingMeasured,
    throughput: { 'llama-70b': { 'p5.48xlarge': loads } },
    tokens: { workloads: tokens === undefined ? {} : { chat: tokens }, models: {} },
  });

const slowOnBoth = (): Fleet => {
  const slow = [point(16, 0.2), point(32, 0.3)];
  const throughput = { 'llama-70b': { 'p5.48xlarge': slow, 'p5en.48xlarge': slow } };
  return withMeasurements(fleetOf(), { ...nothingMeasured, throughput });
};

const plan = (fleet: Fleet): PlannedFleet => makePlan(fleet, loadPins(undefined, fleet.regions).pins);
const firstType = (fleet: Fleet) => plan(fleet).plan?.workloads[0]?.types[0];
const warnings = (fleet: Fleet, path: string): string[] =>
  plan(fleet)
    .findings.filter((finding) => finding.path === path)
    .map(({ message }) => message);

const inFlight = ({ models: [model], workloads: [workload] }: Fleet, points = replicaThroughput): number[] => {
  const type = gpuInstanceType('p5.48xlarge');
  return model && workload && type ? points(model, workload, type).map(({ concurrency }) => concurrency) : [];
};

describe('points of the fleet’s own traffic', () => {
  test('that are slower than planned are warned of once for each instance type, at its busiest', () => {
    const slower = warnings(slowOnBoth(), 'workloads[0].model').filter((message) => message.includes('is slower on'));

    expect(slower).toEqual([
      expect.stringContaining('is slower on p5.48xlarge than planned, with 32 requests in flight a replica'),
      expect.stringContaining('is slower on p5en.48xlarge than planned, with 32 requests in flight a replica'),
    ]);
  });

  test('stand in the range that they reached, and nothing else moves', () => {
    const fleet = measuredFleet([point(6, 2), point(20.5, 4.2)]);

    expect(inFlight(fleet, expectedThroughput)).toEqual([4, 8, 16, 32, 64]);
    expect(inFlight(fleet)).toEqual([4, 6, 20, 32, 64]);
    // the plan is made at 64 in flight, where nothing was measured
    expect(firstType(fleet)?.replica).toEqual(firstType(fleetOf())?.replica);
  });

  test('decide where they reach as far as the plan goes, with their date', () => {
    const type = firstType(measuredFleet([point(20.5, 4.2), point(66.5, 9.5)]));

    expect(type?.replica).toMatchObject({
      concurrency: 66,
      timeToFirstTokenSeconds: { value: 0.25, high: 0.5, origin: 'measured', date: '2026-11-24' },
      timePerOutputTokenSeconds: { value: 0.025, high: 0.05, origin: 'measured' },
      requestsPerSecond: { origin: 'measured', date: '2026-11-24' },
    });
    expect(type?.replica.timeToFirstTokenSeconds.source).toBe(
      "the fleet's own traffic: 70 minutes with 66.5 requests in flight a replica, median; p95 0.5 s",
    );
    // the request time that was measured, with 66 in flight: 9.5 × 66 ÷ 66.5
    expect(type?.replica.requestsPerSecond.value).toBeCloseTo(9.42857, 5);
    // two replicas at 0.8
    expect(type?.plannedRequestsPerSecond.value).toBeCloseTo(2 * 9.42857 * 0.8, 4);
  });

  test('of a benchmark count after a minute, with what measured them', () => {
    const benchmark = { requests: 256, engine: 'vllm 0.33.0' };
    const type = firstType(
      measuredFleet([point(20.5, 4.2, { minutes: 1, benchmark }), point(66.5, 9.5, { minutes: 1, benchmark })]),
    );

    expect(type?.replica.concurrency).toBe(66);
    expect(type?.replica.timeToFirstTokenSeconds.source).toBe(
      'a benchmark on one instance (vllm 0.33.0): 256 requests with 66.5 requests in flight a replica, median; p95 0.5 s',
    );
  });

  test('of a benchmark give way to the traffic that was as busy', () => {
    const benchmark = { requests: 256, engine: 'vllm 0.33.0' };
    const fleet = measuredFleet([point(20.5, 4.2), point(66.5, 9.5, { benchmark }), point(70, 9.1)]);

    expect(inFlight(fleet)).toEqual([4, 8, 16, 20, 70]);
  });

  test('that miss the objectives end what the plan counts on, and are warned of', () => {
    const fleet = measuredFleet([point(20.5, 4.2), point(40, 6, missed)]);

    // within [20, 40] nothing else stands, and from 40 nothing counts
    expect(inFlight(fleet)).toEqual([4, 8, 16, 20]);
    expect(firstType(fleet)?.replica.concurrency).toBe(20);
    expect(warnings(fleet, 'workloads[0].objectives')).toEqual([
      expect.stringMatching(/are missed on p5\.48xlarge with 40 requests in flight a replica: .* p95 1\.2 s/),
    ]);
  });

  test('that miss them where nothing would be left move nothing, and are warned of', () => {
    const fleet = measuredFleet([point(2, 1, missed)]);

    expect(inFlight(fleet)).toEqual([4, 8, 16, 32, 64]);
    expect(warnings(fleet, 'workloads[0].objectives')).toHaveLength(1);
  });

  test('that miss them below others that meet them, or above all that is planned, are no limit', () => {
    const below = measuredFleet([point(3, 1.2, missed), point(20.5, 4.2)]);
    const above = measuredFleet([point(66.5, 9.5), point(128, 10, missed)]);

    expect(firstType(below)?.replica.concurrency).toBe(64);
    expect(warnings(below, 'workloads[0].objectives')).toEqual([]);
    expect(firstType(above)?.replica.concurrency).toBe(66);
    expect(warnings(above, 'workloads[0].objectives')).toEqual([]);
  });

  test.each([
    ['under 60 minutes', { minutes: 59 }],
    ['other workloads', { workloads: ['search'] }],
    ['other lengths', { inputTokensPerSecondPerReplica: 9.5 * 1155 * 1.26 }],
    ['other lengths', { outputTokensPerSecondPerReplica: 9.5 * 211 * 0.74 }],
  ])('of %s decide nothing', (why, change) => {
    const fleet = measuredFleet([point(66.5, 9.5, change)]);

    expect(inFlight(fleet)).toEqual([4, 8, 16, 32, 64]);
    expect(
      throughputDrift(fleet, {
        throughput: fleet.models[0]?.measured ? { 'llama-70b': fleet.models[0].measured.throughput } : {},
      }).map(({ leftOut }) => leftOut),
    ).toEqual(why === 'other workloads' ? [] : [why]);
  });

  test('are compared on the line between the concurrencies that are expected, by hand', () => {
    const throughput = { 'llama-70b': { 'p5.48xlarge': [point(24, 4), point(80, 10)] } };
    const [between, beyond] = throughputDrift(fleetOf(), { throughput });

    // half way from 16 to 32 in flight: (4.6052 + 7.1490) ÷ 2 requests/s × 211.126 tokens
    expect(between?.expectedOutputTokensPerSecond?.value).toBeCloseTo(((4.6052262 + 7.1489812) / 2) * 211.12594, 1);
    expect(between?.expectedOutputTokensPerSecond?.low).toBeCloseTo(((4.0270608 + 6.2514587) / 2) * 211.12594, 1);
    expect(beyond?.expectedOutputTokensPerSecond).toBeUndefined();
  });

  test.each([
    // 5.139 requests/s × 211.126 = 1,085.0 tokens/s at the cautious end, half way from 16 to 32
    [1086, 0],
    [1084, 1],
  ])('of %i tokens/s with 24 in flight make %i warnings', (outputTokensPerSecondPerReplica, count) => {
    const fleet = measuredFleet([point(24, 5.2, { outputTokensPerSecondPerReplica })]);

    expect(warnings(fleet, 'workloads[0].model')).toHaveLength(count);
  });
});

describe('lengths of requests', () => {
  const tokens = (meanInputTokens: number, meanOutputTokens: number): MeasuredTokens => ({
    meanInputTokens,
    meanOutputTokens,
    requests: 5000,
    until: '2026-11-24',
  });
  const stated = edit(ampleText(), '      scale: 4\n', '      scale: 4\n      meanInputTokens: 1000\n');

  test('go before those of a trace, with the date', () => {
    const demand = plan(measuredFleet([], tokens(2000, 300))).plan?.workloads[0]?.demand;

    expect(demand?.meanInputTokens).toMatchObject({ value: 2000, origin: 'measured', date: '2026-11-24' });
    expect(demand?.meanInputTokens.source).toBe(
      "the fleet's own traffic: mean of 5000 requests (1155 in traces/azure-llm-2023-conversation.csv.gz)",
    );
    expect(demand?.meanOutputTokens.value).toBe(300);
    // rates are the trace's still
    expect(demand?.peakRequestsPerSecond.value).toBeCloseTo(33.8, 6);
  });

  test('leave alone what the fleet file states', () => {
    const demand = plan(measuredFleet([], tokens(1100, 300), stated)).plan?.workloads[0]?.demand;

    expect(demand?.meanInputTokens).toMatchObject({ value: 1000, origin: 'stated' });
    expect(demand?.meanOutputTokens).toMatchObject({ value: 300, origin: 'measured' });
  });

  test.each([
    [1250, 0],
    [1251, 1],
    [750, 0],
    [749, 1],
  ])('of %i tokens where 1,000 are stated make %i warnings', (measured, count) => {
    const found = warnings(measuredFleet([], tokens(measured, 211), stated), 'workloads[0].demand.meanInputTokens');

    expect(found).toHaveLength(count);
    for (const message of found) {
      expect(message).toContain('tokens on average over 5000 requests until 2026-11-24');
      expect(message).toContain('got 1000, expected within 25 % of what is measured');
    }
  });

  test('of a shared cell are compared with the mean over the requests of all its workloads', () => {
    const fleet = fleetOf();
    const [chat] = fleet.workloads;
    if (chat === undefined) {
      throw new Error('no workload');
    }
    const other = {
      ...chat,
      name: 'other',
      demand: { ...chat.demand, meanInputTokens: 3 * chat.demand.meanInputTokens },
    };
    const [row] = tokenDrift(
      { workloads: [chat, other] },
      { tokens: { workloads: {}, models: { 'llama-70b': tokens(2000, 300) } } },
    );

    // as many requests of each: (1 + 3) ÷ 2
    expect(row).toMatchObject({ of: 'model', name: 'llama-70b' });
    expect(row?.plannedInputTokens.value).toBeCloseTo(2 * 1154.6974, 3);
  });
});
