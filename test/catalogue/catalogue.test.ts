import { describe, expect, test } from 'vitest';
import gpuPeaksTable from '../../lib/catalogue/data/gpu-peaks.json';
import instanceTypes from '../../lib/catalogue/data/instance-types.json';
import throughput from '../../lib/catalogue/data/measured-throughput.json';
import prices from '../../lib/catalogue/data/prices.json';
import servicePrices from '../../lib/catalogue/data/service-prices.json';
import { gpuPeaks } from '../../lib/catalogue/gpu-peaks';
import {
  gpuInstanceType,
  gpuInstanceTypeNames,
  gpuInstanceTypes,
  isOfGpuFamily,
} from '../../lib/catalogue/instance-types';
import { knownModels } from '../../lib/catalogue/models';
import { offering } from '../../lib/catalogue/prices';
import { region, regionCodes } from '../../lib/catalogue/regions';
import { referenceRegion, type Service, servicePrice, serviceUnits } from '../../lib/catalogue/service-prices';

describe.each([
  ['GPU peaks', gpuPeaksTable],
  ['instance types', instanceTypes],
  ['prices', prices],
  ['measured throughput', throughput],
  ['service prices', servicePrices],
])('the table of %s', (_name, table) => {
  test('says where it comes from, and when', () => {
    expect(table.provenance.source).not.toBe('');
    expect(table.provenance.url).toMatch(/^https:/);
    expect(table.provenance.date).toMatch(/^\d{4}(-\d{2}){0,2}$/);
  });
});

test.each([
  ['GPU peaks', gpuPeaksTable, 11],
  ['instance types', instanceTypes, 52],
  ['measured throughput', throughput, 1309],
])('the table of %s is whole', (_name, table, rows) => {
  expect(table.rows).toHaveLength(rows);
});

describe('prices', () => {
  test('every type and region of the table is known', () => {
    for (const [instanceType, code] of prices.rows as [string, string][]) {
      expect(gpuInstanceType(instanceType), instanceType).toBeDefined();
      expect(region(code), code).toBeDefined();
    }
  });

  test('every type stands once in a region, with a spot price or none for each zone', () => {
    const rows = prices.rows as [string, string, unknown, unknown[], unknown[]][];

    expect(new Set(rows.map(([instanceType, code]) => `${instanceType} ${code}`)).size).toBe(rows.length);
    expect(new Set(rows.map(([, code]) => code))).toEqual(new Set(regionCodes));
    expect(rows.filter(([, , , zones, spot]) => zones.length !== spot.length)).toEqual([]);
  });

  test('Local Zones are left out', () => {
    expect(offering('p5.48xlarge', 'us-east-1')?.zoneIds).toEqual([
      'use1-az1',
      'use1-az2',
      'use1-az3',
      'use1-az4',
      'use1-az5',
      'use1-az6',
    ]);
  });

  test('a price that was not published is not guessed', () => {
    expect(offering('p5e.48xlarge', 'us-west-2')).toMatchObject({ onDemandUsdPerHour: undefined });
    expect(offering('p5.48xlarge', 'nowhere')).toBeUndefined();
  });
});

describe('service prices', () => {
  const rows = servicePrices.rows as [Service, string, number, keyof typeof servicePrices.sources][];

  test.each(Object.entries(servicePrices.sources))('%s says where it was read, and when', (_name, provenance) => {
    expect(provenance.source).not.toBe('');
    expect(provenance.url).toMatch(/^https:/);
    expect(provenance.date).toMatch(/^\d{4}(-\d{2}){0,2}$/);
  });

  test('every row is of a known service, region and source, and every source has a row', () => {
    for (const [service, code, usd] of rows) {
      expect(serviceUnits, service).toHaveProperty(service);
      expect(code === '*' || region(code) !== undefined, code).toBe(true);
      expect(usd).toBeGreaterThan(0);
    }
    expect([...new Set(rows.map(([, , , source]) => source))].sort()).toEqual(
      Object.keys(servicePrices.sources).sort(),
    );
  });

  test('every service has a price where those of other regions are estimated from', () => {
    for (const service of Object.keys(serviceUnits) as Service[]) {
      expect(servicePrice(service, referenceRegion), service).toBeDefined();
    }
  });
});

test('the GPU family patterns match every type', () => {
  expect(gpuInstanceTypeNames.filter((name) => !isOfGpuFamily(name))).toEqual([]);
  expect(isOfGpuFamily('m7i.large')).toBe(false);
});

test('every known model can be planned: it was measured', () => {
  const measured = new Set(throughput.rows.map((row) => row[3]));
  for (const { weights } of knownModels) {
    expect(measured).toContain(weights);
  }
});

test('GPU peaks belong to the GPUs of instance types, variant by variant', () => {
  const unknown = gpuInstanceTypes.filter(({ gpu, gpuMemoryMiB }) => gpuPeaks(gpu, gpuMemoryMiB) === undefined);

  expect([...new Set(unknown.map(({ gpu, gpuMemoryMiB }) => `${gpu} of ${gpuMemoryMiB} MiB`))]).toEqual([
    'RTX-PRO-4500 of 32768 MiB',
  ]);
});
