import { describe, expect, test } from 'vitest';
import { assumed } from '../../lib/figures/figure';
import { figureLine } from '../../lib/report/figure-words';
import { amount, bare, duration, price, share } from '../../lib/tables/cells';

const figure = (value: number, unit = '', low?: number, high?: number) =>
  assumed(value, unit, 'for a test', {
    ...(low === undefined ? {} : { low }),
    ...(high === undefined ? {} : { high }),
  });

describe('a figure in words', () => {
  test.each([
    { shown: bare(figure(270_730.4)), words: '270,730' },
    { shown: bare(figure(14.0312)), words: '14' },
    { shown: bare(figure(0.000123456)), words: '0.000123' },
    { shown: amount(figure(1, 'instances')), words: '1 instance' },
    { shown: amount(figure(7, 'instances')), words: '7 instances' },
    { shown: price(figure(55.04)), words: '55.04' },
    { shown: price(figure(2.24208)), words: '2.242' },
    { shown: share(figure(0.8416)), words: '84 %' },
    { shown: share(figure(0.0042)), words: '0.4 %' },
    { shown: share(figure(0)), words: '0 %' },
  ])('$words', ({ shown, words }) => {
    expect(figureLine(shown)).toBe(words);
  });
});

describe('a range has two digits of its value, three where two say too little, and none where three do', () => {
  test.each([
    { shown: bare(figure(2817, '', 2358, 3654)), words: '2,800 (2,400–3,700)' },
    { shown: bare(figure(10.03, '', 8.77, 11.71)), words: '10 (9–12)' },
    { shown: bare(figure(270_730, '', 270_100, 273_900)), words: '271,000 (270,000–274,000)' },
    { shown: bare(figure(146.03, '', 146.01, 146.15)), words: '146' },
    { shown: bare(figure(0.02, '', 0, 0.11)), words: '0.02 (0–0.11)' },
    { shown: bare(figure(0, '', 0, 4.2)), words: '0 (0–4.2)' },
  ])('$words', ({ shown, words }) => {
    expect(figureLine(shown)).toBe(words);
  });
});

describe('a duration is said as people say it', () => {
  test.each([
    [0, '0 s'],
    [0.05, '50 ms'],
    [0.284, '284 ms'],
    [1, '1 s'],
    [1.25, '1.25 s'],
    [110, '110 s'],
    [120, '2 min'],
    [150, '2 min 30 s'],
    [599.7, '10 min'],
    [1019, '17 min'],
    [3600, '1 h'],
    [4671, '1 h 18 min'],
    [7199, '2 h'],
    [28_894, '8 h 2 min'],
  ])('%s s: %s', (seconds, words) => {
    expect(figureLine(duration(figure(seconds)))).toBe(words);
  });

  test.each([
    [0.284, 0.068, 1.183, '280 ms (70–1,180)'],
    [701, 485, 1156, '12 min (8–19)'],
    [300, 240, 360, '5 min (4–6)'],
  ])('%s s with a range', (value, low, high, words) => {
    expect(figureLine(duration(figure(value, 's', low, high)))).toBe(words);
  });
});
