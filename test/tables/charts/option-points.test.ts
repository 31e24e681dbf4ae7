import { expect, test } from 'vitest';
import { optionPoints } from '../../../lib/tables/charts/option-points';
import { options } from '../options/small-options';

test('points carry the labels of their rows', () => {
  const { front, dominated } = optionPoints(options);

  expect(front.map(({ label, instanceType }) => `${label} ${instanceType}`)).toEqual([
    '1 p5.48xlarge',
    '2 g6e.2xlarge',
  ]);
  expect(dominated).toEqual([
    { label: 'a', instanceType: 'g6.48xlarge', allowed: false, milliseconds: 100, usd: 3.61 },
  ]);
});
