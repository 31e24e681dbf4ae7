import { expect, test } from 'vitest';
import { simulatedSizesTable } from '../../../lib/tables/capacity/simulated-sizes';
import { chatFleetText, edit, planOf, validPlan } from '../../support/fleets';
import { rows } from '../../support/table-cells';

test('each simulated cell is a row: both ends of the throughput, arithmetic, and every promise beside what was seen', () => {
  const { plan } = planOf(edit(chatFleetText(), '\nregions:', '\nsizing: simulated\nconfidence: central\nregions:'));
  const [east] = rows(simulatedSizesTable(plan as NonNullable<typeof plan>));

  // one instance refuses requests at 33.8 requests/s, and arithmetic wants three; both ends need the same number
  expect(east?.slice(0, 7)).toEqual(['llama-70b', 'us-east-1', '2', 'central', '3', '2', '0']);
  expect(east?.[7]).toMatch(/^chat p95: TTFT \d+ ms of 1 s, TPOT \d+ ms of 50 ms$/);
});

test('a plan that is sized by arithmetic has no row', () => {
  expect(simulatedSizesTable(validPlan()).rows).toEqual([]);
});
