import { describe, expect, test } from 'vitest';
import { deployedPart } from '../../../lib/plan/deployed-part';
import { chatFleetText, edit, planOf } from '../../support/fleets';

const second = (
  limits: string,
  objectives: string,
  failover = '{ mode: active-active, recoverySeconds: 180 }',
): string =>
  edit(
    chatFleetText(),
    '\nregions: [us-east-1, us-west-2]',
    `
  - name: code
    shape: realtime-assistant
    model: llama-70b
    demand: { meanRequestsPerSecond: 5, peakRequestsPerSecond: 10, meanInputTokens: 2000, meanOutputTokens: 300 }
    ${limits}
    objectives: ${objectives}
    jurisdiction: united-states
    failover: ${failover}

regions: [us-east-1, us-west-2]`,
  );

describe('two workloads on the engines of one model', () => {
  const text = second(
    'maxInputTokens: 16384\n    maxOutputTokens: 2048',
    '{ timeToFirstTokenSeconds: 0.6, timePerOutputTokenSeconds: 0.03 }',
  );
  const { plan, findings } = planOf(edit(text, 'serving: 400000', 'serving: 900000'));
  const [chat, code] = plan?.workloads ?? [];

  test('share one cell in each region', () => {
    expect(plan, JSON.stringify(findings)).toBeDefined();
    expect(plan?.cells.map(({ region, loads }) => [region, loads.map(({ workload }) => workload)])).toEqual([
      ['us-east-1', ['chat', 'code']],
      ['us-west-2', ['chat', 'code']],
    ]);
  });

  test('take the longer limit and the lower concurrency', () => {
    expect(plan?.cells[0]?.engine.maxModelLengthTokens.value).toBe(16_384 + 2048);
    expect(chat?.types[0]?.replica.concurrency).toBe(code?.types[0]?.replica.concurrency);
    expect(chat?.types[0]?.replica.concurrency).toBeLessThan(64);
  });

  test('add up what they need, before it is rounded up', () => {
    const each = (workload: typeof chat): number =>
      Math.min(...(workload?.types ?? []).map(({ plannedRequestsPerSecond }) => plannedRequestsPerSecond.value));
    const both = 33.8 / each(chat) + 10 / each(code);

    // the other region is lost: all of both comes here
    expect(plan?.cells.map(({ minInstances }) => minInstances.value)).toEqual([Math.ceil(both), Math.ceil(both)]);
    for (const { shareOfPeak } of chat?.failover.survivors ?? []) {
      expect(shareOfPeak.value).toBeCloseTo(Math.ceil(both) / both, 6);
    }
  });

  test('share its cost by what they need', () => {
    const monthly = (workload: typeof chat): number =>
      (workload?.cost.usdPerRequest.value ?? 0) * (workload?.demand.meanRequestsPerSecond.value ?? 0) * 730 * 3600;

    expect(monthly(chat) + monthly(code)).toBeCloseTo(plan?.phases[2]?.expectedUsdPerMonth.value ?? 0, 3);
  });
});

describe('two workloads with different promises on the engines of one model', () => {
  const sharing = (failover: string) =>
    planOf(
      edit(
        second(
          'maxInputTokens: 8192\n    maxOutputTokens: 1024',
          '{ timeToFirstTokenSeconds: 1, timePerOutputTokenSeconds: 0.05 }',
          failover,
        ),
        'serving: 400000',
        'serving: 900000',
      ),
    );

  // an engine cannot refuse one workload and serve another, so both workloads get the larger promise
  test.each([
    { what: 'nothing', failover: '{ none: a trial, owner: a@example.com }' },
    { what: 'a tenth', failover: '{ mode: active-active, recoverySeconds: 180, survivorsShareRatio: 0.1 }' },
    { what: 'a warm standby', failover: '{ mode: warm-standby, recoverySeconds: 1800 }' },
    { what: 'a pilot light', failover: '{ mode: pilot-light, recoverySeconds: 1800 }' },
  ])('hold all of both where one of them is promised $what', ({ failover }) => {
    const { plan, findings } = sharing(failover);
    const [chat, code] = plan?.workloads ?? [];
    const both =
      33.8 / (chat?.types[0]?.plannedRequestsPerSecond.value ?? 0) +
      10 / (code?.types[0]?.plannedRequestsPerSecond.value ?? 0);

    expect(plan, JSON.stringify(findings)).toBeDefined();
    expect(plan?.cells.map(({ minInstances }) => minInstances.value)).toEqual([Math.ceil(both), Math.ceil(both)]);
    expect(chat?.failover.survivors.every(({ shareOfPeak }) => shareOfPeak.value >= 1)).toBe(true);
  });

  test('deploy the one that stacks can make, and no name of the other', () => {
    const { plan } = sharing('{ mode: pilot-light, recoverySeconds: 1800 }');
    const deployed = deployedPart(plan as NonNullable<typeof plan>);

    expect(deployed.workloads.map(({ name }) => name)).toEqual(['chat']);
    expect(deployed.cells.map(({ loads }) => loads.map(({ workload }) => workload))).toEqual([['chat'], ['chat']]);
  });
});

describe('three workloads of which the first and the last share no region', () => {
  const more = (name: string, jurisdiction: string, objectives: string): string => `
  - name: ${name}
    shape: realtime-assistant
    model: llama-70b
    demand: { meanRequestsPerSecond: 5, peakRequestsPerSecond: 10, meanInputTokens: 2000, meanOutputTokens: 300 }
    maxInputTokens: 8192
    maxOutputTokens: 1024
    objectives: ${objectives}
    jurisdiction: ${jurisdiction}
    failover: { none: a trial, owner: a@example.com }
`;
  const text = [
    [
      '\nregions: [us-east-1, us-west-2]',
      `${more('code', 'west', '{ timeToFirstTokenSeconds: 1, timePerOutputTokenSeconds: 0.05 }')}${more('agent', 'middle', '{ timeToFirstTokenSeconds: 0.5, timePerOutputTokenSeconds: 0.02 }')}\nregions: [us-east-1, us-west-2, us-east-2]`,
    ],
    [
      '{ united-states: [us-east-1, us-west-2] }',
      '{ united-states: [us-east-1, us-west-2], west: [us-west-2, us-east-2], middle: [us-east-2] }',
    ],
    ['serving: 400000', 'serving: 4000000'],
  ].reduce((file, [from = '', to = '']) => edit(file, from, to), chatFleetText());
  const { plan, findings } = planOf(text);

  test('are all planned at the concurrency that their engines run at', () => {
    expect(plan, JSON.stringify(findings)).toBeDefined();
    const planned = plan?.workloads.flatMap(({ types }) => types.map(({ replica }) => replica.concurrency));
    const running = plan?.cells.map(({ engine }) => engine.concurrency);

    expect(new Set([...(planned ?? []), ...(running ?? [])])).toEqual(new Set([16]));
  });
});
