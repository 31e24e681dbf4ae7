import { expect, test } from 'vitest';
import { jurisdictionOf } from '../../../lib/commands/init/place-names';

test.each([
  [['eu-central-1', 'eu-north-1'], 'european-union'],
  [['us-east-1'], 'united-states'],
  [['eu-central-1', 'eu-west-2'], undefined], // London is not in the European Union
])('%s lie in %s', (codes, name) => {
  expect(jurisdictionOf(codes)).toBe(name);
});
