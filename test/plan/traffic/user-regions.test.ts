import { describe, expect, test } from 'vitest';
import { distanceKm } from '../../../lib/catalogue/globe';
import { validPlan } from '../../support/fleets';

const [chat] = validPlan().workloads;

describe('distance', () => {
  test('is that of the great circle', () => {
    // a quarter of the equator: 6,371 km × π ÷ 2
    expect(distanceKm({ latitude: 0, longitude: 0 }, { latitude: 0, longitude: 90 })).toBeCloseTo(
      (6371 * Math.PI) / 2,
      6,
    );
    // from pole to pole, whatever the longitude
    expect(distanceKm({ latitude: 90, longitude: 12 }, { latitude: -90, longitude: 99 })).toBeCloseTo(
      6371 * Math.PI,
      6,
    );
    // across the date line, not around the world: one degree of the equator
    expect(distanceKm({ latitude: 0, longitude: 179.5 }, { latitude: 0, longitude: -179.5 })).toBeCloseTo(111.19, 1);
  });
});

describe('the users of the default fleet', () => {
  test('are served from the nearest region, and from the other once it is lost', () => {
    expect(chat?.users.map(({ area, region, afterLoss }) => [area, region, afterLoss?.region])).toEqual([
      ['north-america-east', 'us-east-1', 'us-west-2'],
      ['north-america-west', 'us-west-2', 'us-east-1'],
    ]);
  });

  test('wait for light in fibre with a detour of a half', () => {
    const [east] = chat?.users ?? [];
    const distance = east?.distanceKm.value ?? 0;

    // New York to Northern Virginia is about 350 km
    expect(distance).toBeGreaterThan(330);
    expect(distance).toBeLessThan(370);
    expect(east?.roundTripMs.value).toBeCloseTo((2 * distance * 1.5) / 200, 9);
    expect(east?.roundTripMs.low).toBeCloseTo((2 * distance) / 200, 9);
  });
});

test('a fleet in one region has nowhere else to send its users', () => {
  expect(validPlan('fleets/small-team.yaml').workloads[0]?.users).toEqual([]);
});
