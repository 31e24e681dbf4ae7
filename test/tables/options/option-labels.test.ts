import { expect, test } from 'vitest';
import { labelledDominated } from '../../../lib/tables/options/option-labels';
import { options } from './small-options';

test('letters go on after z', () => {
  const dominated = Array.from({ length: 28 }, () => options.dominated[0] as (typeof options.dominated)[number]);
  const labels = labelledDominated({ dominated }).map(({ label }) => label);

  expect([labels[0], labels[25], labels[26], labels[27]]).toEqual(['a', 'z', 'aa', 'ab']);
});
