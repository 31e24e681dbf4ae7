import { expect, test } from 'vitest';
import { busyHoursTable } from '../../../lib/tables/capacity/busy-hours';
import { chatFleetText, edit, planOf, validPlan } from '../../support/fleets';
import { rows } from '../../support/table-cells';

test('a fleet without busy hours has no rows', () => {
  expect(rows(busyHoursTable(validPlan()))).toEqual([]);
});

test('busy hours have a minimum, which is raised a cold start before they begin', () => {
  const hours = '{ days: [MON], from: "08:00", to: "18:00", timeZone: Europe/Berlin, minInstances: 4 }';
  const pools = `    pools: { baseline: { busyHours: [${hours}] } }\n    precision: fp8`;
  const { plan } = planOf(edit(chatFleetText(), '    precision: fp8', pools));

  // 1,157 s at the slow end of the cold start are 20 whole minutes
  expect(plan && rows(busyHoursTable(plan))[0]?.slice(0, 6)).toEqual([
    'llama-70b',
    'us-east-1',
    '40 7 * * MON',
    '0 18 * * MON',
    'Europe/Berlin',
    '4',
  ]);
});
