import { describe, expect, test } from 'vitest';
import { assumed } from '../../../lib/figures/figure';
import { mostInFlight } from '../../../lib/plan/idle/most-in-flight';
import { TargetTracking } from '../../../lib/simulation/target-tracking';

const cellOf = (target: number, least: number) => ({
  targetRequestsInFlight: assumed(target, 'requests', 'of the test'),
  minInstances: assumed(least, 'instances', 'of the test'),
});

describe('an engine takes requests of a batch up to', () => {
  test.each([
    [
      'two thirds of the target of its instance, where two instances are the minimum: 62 × 2 ÷ 3 = 41, over 2',
      62,
      2,
      2,
      20,
    ],
    ['half of it, where one instance is: 10 ÷ 2', 10, 1, 1, 5],
    ['less than nine tenths of it, where many are: 10 × 20 ÷ 21 = 9, and 9 is not below 9', 10, 20, 1, 8],
    ['none, where no instance runs', 10, 0, 1, 0],
  ])('%s', (_what, target, least, engines, most) => {
    expect(mostInFlight(cellOf(target, least), engines)).toBe(most);
  });
});

describe.each([1, 2, 3, 9, 20])('filled by the batch alone, a group with a minimum of %i', (least) => {
  const target = 37;
  const most = mostInFlight(cellOf(target, least), 1);
  const scaling = { minInstances: least, maxInstances: least + 5, targetInFlight: target, coldStartSeconds: 600 };

  test.each([1, 2, 5])('shrinks to it from %i instances more', (more) => {
    const tracking = new TargetTracking(scaling);
    let instances = least + more;
    for (let minute = 0; minute < 60 * 24; minute += 1) {
      instances = tracking.wanted(most * instances, instances, instances);
    }

    expect(instances).toBe(least);
  });
});
