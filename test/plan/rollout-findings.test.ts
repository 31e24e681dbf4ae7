import { describe, expect, test } from 'vitest';
import { edit, planOf } from '../support/fleets';
import { readText } from '../support/project-root';

const reserved = (regions: readonly string[], more = ''): string => {
  const ids = regions.map((region, index) => `${region}: [cr-0123456789abcdef${index}]`);
  return edit(
    readText('test/fleets/one-instance-a-region.yaml'),
    'pools: {}',
    `pools: { baseline: { reservations: { ${ids.join(', ')} }${more} } }`,
  );
};

const warned = (text: string): string[] => {
  const { plan, findings } = planOf(text, 'test/fleets');
  expect(plan, JSON.stringify(findings)).toBeDefined();
  return findings.filter(({ path }) => path === 'models[0].pools.baseline').map(({ message }) => message);
};

describe('the only reserved instance of a region', () => {
  test('is not taken out by an update without a warning that names the order of the regions', () => {
    const [warning] = warned(reserved(['us-east-1', 'us-west-2']));

    expect(warning).toContain('take out the only instance of m in us-east-1 and in us-west-2');
    expect(warning).toContain('npx cdk deploy trial-serving-us-east-1, then npx cdk deploy trial-serving-us-west-2');
  });

  test('is not warned of in a region without a reservation, which launches first', () => {
    expect(warned(reserved(['us-west-2']))[0]).toContain('only instance of m in us-west-2 before');
  });

  test('stays in service where the fleet file says launch-first', () => {
    expect(warned(reserved(['us-east-1', 'us-west-2'], ', replacement: launch-first'))).toEqual([]);
  });
});

test('one of two instances leaves the other in service, so nothing is warned of', () => {
  const two = edit(
    readText('test/fleets/one-instance-a-region.yaml'),
    'pools: {}',
    'instancesPerRegion: { min: 2, max: 2 }, pools: { baseline: { replacement: terminate-first } }',
  );

  expect(warned(two)).toEqual([]);
});

test('without a reservation, terminate-first takes out the only instance just the same', () => {
  const text = edit(
    readText('test/fleets/one-instance-a-region.yaml'),
    'pools: {}',
    'pools: { baseline: { replacement: terminate-first } }',
  );

  expect(warned(text)).toHaveLength(1);
});
