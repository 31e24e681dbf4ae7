import { expect, test } from 'vitest';
import { jsonObject } from '../../lib/contract/json-object';

test('a text that holds an object gives it', () => {
  expect(jsonObject('{"a": [1]}')).toEqual({ a: [1] });
});

test.each(['', 'no JSON', '[]', 'null', '7', '{"a": NaN}'])('%j holds none', (text) => {
  expect(jsonObject(text)).toBeUndefined();
});
