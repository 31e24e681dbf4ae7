import { describe, expect, test } from 'vitest';
import { highTimeToFirstToken } from '../../lib/alerts/first-token-alert';
import { firesWhen } from '../../lib/alerts/runbook-page';
import { deployedPart } from '../../lib/plan/deployed-part';
import type { Plan } from '../../lib/plan/plan';
import { validPlan } from '../support/fleets';

type Percentile = 50 | 95 | 99 | undefined;

const fleet = deployedPart(validPlan('fleet.yaml'));

/** The plan of the default fleet, with these percentiles promised by its workloads. */
const promising = (percentiles: Readonly<Record<string, Percentile>>): Plan => ({
  ...fleet,
  workloads: fleet.workloads.map((workload) => {
    const { latency } = workload.objectives;
    return latency === undefined
      ? workload
      : { ...workload, objectives: { latency: { ...latency, percentile: percentiles[workload.name] } } };
  }),
});

const judged = (plan: Plan) => highTimeToFirstToken(plan).watches.map(({ region, statistic }) => [region, statistic]);

describe('the alarm of the time to first token judges', () => {
  test.each([
    { percentile: undefined, statistic: 'p95', says: 'More than one request in twenty waits' },
    { percentile: 50 as const, statistic: 'p50', says: 'More than half of the requests wait' },
    { percentile: 99 as const, statistic: 'p99', says: 'More than one request in a hundred waits' },
  ])('$statistic where $percentile is promised', ({ percentile, statistic, says }) => {
    const alert = highTimeToFirstToken(promising({ chat: percentile, documents: percentile }));

    expect(new Set(alert.watches.map((watch) => watch.statistic))).toEqual(new Set([statistic]));
    expect(alert.meaning).toContain(says);
    expect(firesWhen(alert)).toMatch(
      new RegExp(`^Fires when \`TimeToFirstTokenSeconds\` \\(${statistic}\\) is above 1 s`),
    );
  });

  test('each cell at the percentile of its own workload', () => {
    const plan = promising({ chat: 99, documents: 50 });

    expect(judged(plan)).toEqual([
      ['us-east-1', 'p99'],
      ['us-west-2', 'p99'],
      ['eu-central-1', 'p50'],
      ['eu-north-1', 'p50'],
    ]);
    expect(firesWhen(highTimeToFirstToken(plan))).toBe(
      'Fires when `TimeToFirstTokenSeconds` is above 1 second at p99 (us-east-1, us-west-2), 5 seconds at p50 (eu-central-1, eu-north-1) for 5 minutes',
    );
  });

  test('the shortest promise where workloads share a cell, and the larger share of requests where they promise the same', () => {
    const [chat] = fleet.workloads;
    const latency = chat?.objectives.latency;
    if (chat === undefined || latency === undefined) {
      throw new Error('the default fleet has a chat with latency objectives');
    }
    const sharing = (seconds: number, percentile: Percentile): Plan => ({
      ...fleet,
      workloads: [
        { ...chat, objectives: { latency: { ...latency, percentile: 50 } } },
        { ...chat, objectives: { latency: { ...latency, timeToFirstTokenSeconds: seconds, percentile } } },
      ],
      cells: fleet.cells.slice(0, 1),
    });

    expect(judged(sharing(2, 99))).toEqual([['us-east-1', 'p50']]);
    expect(judged(sharing(0.5, 99))).toEqual([['us-east-1', 'p99']]);
    expect(judged(sharing(1, 99))).toEqual([['us-east-1', 'p99']]);
  });
});
