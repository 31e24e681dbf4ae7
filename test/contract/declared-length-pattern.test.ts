import { describe, expect, test } from 'vitest';
import { declaredLengthPattern } from '../../lib/contract/declared-length-pattern';

describe('the pattern of declared lengths', () => {
  test.each([
    ['0', true],
    ['2', true],
    ['99999', true],
    ['100000', true],
    ['299999', true],
    ['300000', false],
    ['999999', false],
    ['1000000', false],
    ['', false],
    ['-1', false],
    ['12, 12', false],
    ['1e3', false],
  ])('up to 299,999 takes %j: %s', (length, taken) => {
    expect(new RegExp(declaredLengthPattern(299_999)).test(length)).toBe(taken);
  });

  test.each([0, 9, 300_000, 299_998, 1.5])('fails for %d, which no pattern so short can tell', (bytes) => {
    expect(() => declaredLengthPattern(bytes)).toThrow('one digit and then nines');
  });
});
