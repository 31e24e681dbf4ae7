import { expect, test } from 'vitest';
import { theOnly } from '../../lib/artifacts/tagged-network';

const path = ['network', 'existing', 'us-east-2', 'vpc'];
const said = (found: readonly string[]): string => {
  const outcome = theOnly(path, found);
  return 'id' in outcome ? outcome.id : `${outcome.finding.path} ${outcome.finding.message}`;
};

test('a tag that one thing has names it', () => {
  expect(said(['vpc-0aaaaaaa'])).toBe('vpc-0aaaaaaa');
});

test('a tag that nothing has, or several, fails and names the field', () => {
  expect(said([])).toMatch(/^network\.existing\.us-east-2\.vpc is a tag that nothing there has, got nothing/);
  expect(said(['vpc-0aaaaaaa', 'vpc-0bbbbbbb'])).toContain('got "vpc-0aaaaaaa, vpc-0bbbbbbb"');
});
