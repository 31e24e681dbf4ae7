import { describe, expect, test } from 'vitest';
import type { Finding } from '../../lib/contract/findings';
import { withPlaces } from '../../lib/fleet/finding-places';

const text = `name: a
workloads:
  - name: chat # the first
    demand: { scale: 2, meanInputTokens: 5 }
pricesUsdPerHour:
  p5.48xlarge: { us-east-1: 40 }
`;

const placeOf = (path: string, of = text) => {
  const finding: Finding = { level: 'error', path, message: 'is wrong', source: 'a page' };
  const [{ at } = finding] = withPlaces([finding], of, 'my.yaml');
  return at && `${at.file}:${at.line}:${at.column}`;
};

describe('the place of a finding', () => {
  test.each([
    ['name', 'my.yaml:1:1'],
    ['workloads[0]', 'my.yaml:3:5'],
    ['workloads[0].demand.meanInputTokens', 'my.yaml:4:25'],
    ['pricesUsdPerHour.p5.48xlarge.us-east-1', 'my.yaml:6:18'],
  ])('of %s is that of its key', (path, place) => {
    expect(placeOf(path)).toBe(place);
  });

  test('of something missing is that of what it is missing in', () => {
    expect(placeOf('workloads[0].objectives')).toBe('my.yaml:3:5');
    expect(placeOf('workloads[3].name')).toBe('my.yaml:2:1');
  });

  test('is left out where a finding is not about the text', () => {
    expect(placeOf('catalogue.prices')).toBeUndefined();
    expect(placeOf('fleet')).toBeUndefined();
  });

  test('of a text that is not YAML is where reading stopped', () => {
    expect(placeOf('fleet', 'a: 1\nb: [1\n')).toMatch(/^my\.yaml:\d+:\d+$/);
  });
});
