import { describe, expect, test } from 'vitest';
import { rootVolumeMiBPerSecond, rootVolumeUsd } from '../../../lib/plan/cold-start/root-volume';

describe('the throughput of a root volume, by hand', () => {
  test.each([
    // 3,000 operations × 0.25 MiB/s is less than 80,000 Mbit/s
    [['p5.48xlarge'], 750],
    // 3,500 and 5,000 Mbit/s ÷ 8 ÷ 1.048576, rounded down
    [['g5.xlarge'], 417],
    [['g6e.2xlarge'], 596],
    // the type that can take most decides
    [['g6e.2xlarge', 'g6e.4xlarge'], 750],
    // never less than what costs nothing
    [['unknown'], 125],
  ])('of %j is %d MiB/s', (types, throughput) => {
    expect(rootVolumeMiBPerSecond(types).value).toBe(throughput);
  });

  test('costs what is above 125 MiB/s', () => {
    expect(rootVolumeUsd('us-east-1', rootVolumeMiBPerSecond(['g5.xlarge'])).value).toBeCloseTo(
      500 * 0.08 + (417 - 125) * 0.04,
      9,
    );
    expect(rootVolumeUsd('us-east-1', rootVolumeMiBPerSecond(['unknown'])).value).toBeCloseTo(40, 9);
  });

  test('is estimated where no price was found, with a range', () => {
    expect(rootVolumeUsd('us-west-2', rootVolumeMiBPerSecond(['p5.48xlarge']))).toMatchObject({
      value: expect.closeTo(40 + 625 * 0.04 * 1.1, 9),
      low: expect.closeTo(40 + 625 * 0.04, 9),
      high: expect.closeTo(40 + 625 * 0.04 * 1.52, 9),
    });
  });
});
