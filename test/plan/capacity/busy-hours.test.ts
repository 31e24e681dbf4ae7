import { describe, expect, test } from 'vitest';
import { chatFleetText, edit, load, planOf } from '../../support/fleets';

const withHours = (hours: string): string =>
  edit(chatFleetText(), '    precision: fp8', `    pools: { baseline: { busyHours: [${hours}] } }\n    precision: fp8`);
const morning = '{ days: [MON, TUE], from: "08:00", to: "18:00", timeZone: Europe/Berlin, minInstances: 4 }';

describe('busy hours, by hand', () => {
  const { plan, findings } = planOf(withHours(morning));
  const pool = plan?.cells[0]?.pools[0];

  test('begin a cold start earlier: 1157 s are 20 minutes', () => {
    expect(plan, JSON.stringify(findings)).toBeDefined();
    expect(pool?.schedule).toMatchObject([
      {
        startsAt: '40 7 * * MON,TUE',
        endsAt: '0 18 * * MON,TUE',
        timeZone: 'Europe/Berlin',
        minInstances: { value: 4 },
        leadSeconds: { value: 1200 },
      },
    ]);
  });

  test('are paid for: one instance more for two days of ten hours and twenty minutes', () => {
    expect(pool?.meanInstances.value).toBeCloseTo(3 + (2 * 620) / (7 * 24 * 60), 9);
    expect(plan?.cellCosts[0]?.expectedUsdPerHour.value).toBeCloseTo((3 + 1240 / 10_080) * 55.04, 6);
  });

  test('that begin at midnight begin the day before', () => {
    const early = planOf(withHours(morning.replace('08:00', '00:00'))).plan;

    expect(early?.cells[0]?.pools[0]?.schedule[0]?.startsAt).toBe('40 23 * * SUN,MON');
  });
});

describe('busy hours fail', () => {
  test.each([
    {
      what: 'of no time zone',
      hours: morning.replace('Europe/Berlin', 'Mars/Olympus'),
      says: 'is no time zone, got "Mars/Olympus"',
    },
    {
      what: 'that end before they begin',
      hours: morning.replace('18:00', '07:00'),
      says: 'is not after from, got "07:00"',
    },
    {
      what: 'that overlap',
      hours: `${morning}, ${morning.replace('08:00', '17:00').replace('18:00', '19:00')}`,
      says: 'overlaps other busy hours',
    },
    { what: 'of no time of day', hours: morning.replace('08:00', '8 am'), says: 'has the wrong form, got "8 am"' },
    { what: 'of no day', hours: morning.replace('MON, TUE', 'FUNDAY'), says: 'got "FUNDAY"' },
  ])('$what', ({ hours, says }) => {
    expect(load(withHours(hours)).findings.map(({ message }) => message)).toContainEqual(expect.stringContaining(says));
  });

  test.each([3, 5])('with %i instances, not between three and four', (instances) => {
    const { findings } = planOf(withHours(morning.replace('minInstances: 4', `minInstances: ${instances}`)));

    expect(findings.map(({ path, message }) => `${path} ${message}`)).toContainEqual(
      `models[0].pools.baseline.busyHours[0].minInstances is not between the minimum and the maximum of us-east-1, got ${instances}, expected more than 3 and at most 4; state another, or raise models[].instancesPerRegion.max`,
    );
  });
});
