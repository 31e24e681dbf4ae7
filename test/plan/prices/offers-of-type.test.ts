import { describe, expect, test } from 'vitest';
import { type GpuInstanceType, gpuInstanceType } from '../../../lib/catalogue/instance-types';
import { offersInRegion, offersOfType } from '../../../lib/plan/prices/offers-of-type';

const p5 = gpuInstanceType('p5.48xlarge') as GpuInstanceType;

describe('where a type is offered', () => {
  test('begins with the cheapest region, and ends with those without a price', () => {
    const prices = offersOfType(p5).map(({ onDemandUsdPerHour }) => onDemandUsdPerHour?.value ?? Number.MAX_VALUE);

    // p5.48xlarge: 55.04 USD/h in us-east-1, AWS list price of 2026-06
    expect(prices[0]).toBe(55.04);
    expect(prices).toEqual([...prices].sort((a, b) => a - b));
  });

  test('has the quota of its family and the zones that list it', () => {
    const virginia = offersOfType(p5).find(({ region }) => region === 'us-east-1');

    expect(virginia?.quota).toEqual({ code: 'L-417A185B', name: 'Running On-Demand P instances' });
    expect(virginia?.zoneIds).toContain('use1-az1');
    expect(virginia?.onDemandUsdPerHour?.origin).toBe('published');
  });
});

test('a region offers the types that name it, and an unknown one offers none', () => {
  expect(offersInRegion('us-east-1').map(({ type }) => type.name)).toContain('p5.48xlarge');
  expect(offersInRegion('mars-1')).toEqual([]);
});
