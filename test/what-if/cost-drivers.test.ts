import { describe, expect, test } from 'vitest';
import type { Fleet } from '../../lib/fleet/fleet';
import { setValues } from '../../lib/fleet/set-values';
import { allPhases } from '../../lib/plan/holders/phase-costs';
import type { Plan } from '../../lib/plan/plan';
import { costDriversText } from '../../lib/report/cost-drivers-text';
import { costDrivers, measurables } from '../../lib/what-if/cost-drivers';
import { load, planOf } from '../support/fleets';
import { readText } from '../support/project-root';

const path = 'fleets/two-jurisdictions.yaml';
const text = readText(path);
const expectedOf = (fleetText: string): number =>
  allPhases(planOf(fleetText).answer?.phases ?? []).expectedUsdPerMonth.value;
const answer = planOf(text).answer;
const drivers = answer === undefined ? [] : costDrivers(load(text).fleet as Fleet, answer);

describe('the assumptions that move the cost most', () => {
  test('are five, the heaviest first', () => {
    const weights = drivers.map(({ steps }) =>
      Math.max(...steps.map(({ usdPerMonth = 0, tenths }) => Math.abs(usdPerMonth) / tenths)),
    );

    expect(drivers).toHaveLength(5);
    expect([...weights].sort((a, b) => b - a)).toEqual(weights);
  });

  test('cost what a plan of the edited file costs more or less', () => {
    const base = expectedOf(text);
    const pasted = drivers.flatMap(({ steps }) => steps.filter(({ set }) => set.length > 0));

    expect(pasted.length).toBeGreaterThan(3);
    for (const { set, usdPerMonth } of pasted) {
      expect(usdPerMonth).toBeCloseTo(expectedOf(setValues(text, set).text ?? '') - base, 3);
    }
  });

  test('have the price of instances among them: a tenth less saves a tenth', () => {
    const price = drivers.find(({ what }) => what === 'prices of instances');

    expect(price?.steps[0]?.usdPerMonth).toBeCloseTo(-0.1 * expectedOf(text), 3);
  });
});

test('no step makes a mean longer than the workload allows its requests to be', () => {
  const long = readText('fleets/measured-lengths.yaml');
  const steps = costDrivers(load(long).fleet as Fleet, planOf(long).answer as Plan).flatMap((driver) => driver.steps);
  const answers = steps.flatMap(({ set }) => set).filter((one) => one.includes('meanOutputTokens'));

  expect(answers.length).toBeGreaterThan(0);
  for (const assignment of answers) {
    // maxOutputTokens: 1024
    expect(Number(assignment.split('=')[1])).toBeLessThanOrEqual(1024);
  }
});

test('a step is told with what to paste', () => {
  const driver = {
    what: 'chat: peak demand',
    now: '10 requests/s',
    steps: [
      { to: '11', tenths: 1, set: ['workloads[chat].demand.scale=1.1'], usdPerMonth: 1234.5 },
      { to: '9', tenths: 1, set: ['workloads[chat].demand.scale=0.9'], usdPerMonth: 0 },
    ],
  };

  expect(costDriversText([driver], 9876, 'my fleet.yaml')).toContain(
    [
      '1. chat: peak demand, 10 requests/s now',
      '   11: +1,230 USD a month',
      '   9: no change',
      "   npx polyregion plan --fleet 'my fleet.yaml' --set 'workloads[chat].demand.scale=1.1'",
    ].join('\n'),
  );
});

test('an estimated throughput is told with the measurement that would replace it', () => {
  const driver = {
    what: 'llama-70b: estimated throughput of a replica on p5.48xlarge',
    now: '2 requests/s, the slow end,',
    measurable: { model: 'llama-70b', instanceType: 'p5.48xlarge', workload: 'chat' },
    steps: [{ to: '3, the middle', tenths: 1, set: [], usdPerMonth: -50_000 }],
  };

  expect(costDriversText([driver], 9876, 'my fleet.yaml')).toContain(
    "   3, the middle: −50,000 USD a month\n   npx polyregion measure --fleet 'my fleet.yaml' --model llama-70b --type p5.48xlarge --workload chat\n",
  );
});

test('what is measurable is what the plan counts on with a range', () => {
  const measurable = answer === undefined ? [] : measurables(load(text).fleet as Fleet, answer);

  // llama-70b on H100 was measured at other lengths, and llama-8b on L40S never
  expect(measurable).toContainEqual({ model: 'llama-8b', instanceType: 'g6e.2xlarge', workload: 'hilfe' });
  expect(costDriversText(drivers, 9876, path, measurable)).toContain(
    `   npx polyregion measure --fleet ${path} --model llama-8b --type g6e.2xlarge --workload hilfe\n`,
  );
});
