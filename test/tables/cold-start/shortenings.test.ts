import { expect, test } from 'vitest';
import { settingText, shorteningsTable } from '../../../lib/tables/cold-start/shortenings';
import { validPlan } from '../../support/fleets';
import { rows } from '../../support/table-cells';

test('what is free stands first, and what the fleet file sets is named', () => {
  const own = rows(shorteningsTable(validPlan('fleet.yaml'))).filter(([model]) => model === 'llama-70b');

  expect(own[0]).toEqual([
    'llama-70b',
    'p5.48xlarge',
    'weights from S3 in 32 ranges at once',
    'always deployed',
    '75 s',
    '0',
    'free',
  ]);
  // one more instance: 730 h × 55.04 USD/h = 40,179 USD a month saves the whole cold start
  expect(own.at(-1)?.slice(3, 6)).toEqual(['instancesPerRegion.min', '12 min', '40,200']);
});

test.each([
  [{}, 'always deployed'],
  [{ field: 'compileCache' }, 'compileCache'],
  [{ field: 'compileCache', setTo: 'true' }, 'compileCache: true'],
])('%j is set by: %s', (shortening, text) => {
  expect(settingText(shortening)).toBe(text);
});
