import { describe, expect, test } from 'vitest';
import { type RegionAnswer, resolve } from '../../../lib/rehearsal/dns/resolve';

const answers = (roles: RegionAnswer['role'][], ...healthy: boolean[]): RegionAnswer[] =>
  roles.map((role, index) => ({ region: ['east', 'west'][index] as string, role, isHealthy: healthy[index] ?? true }));

describe('Route 53 answers', () => {
  const latency: RegionAnswer['role'][] = ['latency', 'latency'];
  const pair: RegionAnswer['role'][] = ['PRIMARY', 'SECONDARY'];

  test.each([
    ['the nearest region', latency, [true, true], 'west'],
    ['the next one while the nearest is not healthy', latency, [true, false], 'east'],
    ['as if all were healthy where none is', latency, [false, false], 'west'],
    ['the primary, however far it is', pair, [true, true], 'east'],
    ['the secondary while the primary is not healthy', pair, [false, true], 'west'],
    ['the primary where neither is healthy', pair, [false, false], 'east'],
  ])('%s', (_what, roles, healthy, region) => {
    expect(resolve(answers(roles, ...healthy), ['west', 'east'])).toBe(region);
  });

  test('nothing where there is no record', () => {
    expect(resolve([], ['west'])).toBeUndefined();
  });
});
