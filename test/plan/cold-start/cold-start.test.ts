import { describe, expect, test } from 'vitest';
import { modelSchema } from '../../../lib/fleet/schema/model-schema';
import { machineImageField } from '../../../lib/plan/cold-start/shortenings';
import { settingText } from '../../../lib/tables/cold-start/shortenings';
import { chatFleetText, edit, exampleFleets, planOf, validPlan } from '../../support/fleets';

const { coldStart } = validPlan().workloads[0]?.types[0] ?? {};

/** Llama-3.1-70B in fp8, tensor parallel 4: 65.75 GiB, 16.44 GiB a GPU. */
describe('the cold start of the default fleet, by hand', () => {
  test('weights: 65.75 GiB at 131.4 GiB in 196.47 s', () => {
    expect(coldStart?.weights.value).toBeCloseTo(65.751 / (131.4 / 196.47), 1);
  });

  test('load: 16.44 GiB for each GPU at 32.86 GiB in 15.82 s', () => {
    expect(coldStart?.loadToGpu.value).toBeCloseTo(16.438 / (32.86 / 15.82), 1);
  });

  test('registration: two health checks ten seconds apart', () => {
    expect(coldStart?.registration.value).toBe(20);
  });

  test('the total is the sum of the stages, and so is its range', () => {
    // 120 + 60 + 300 + 98.3 + 7.9 + 60.8 + 16 + 18 + 20
    expect(coldStart?.totalSeconds.value).toBeCloseTo(701, 0);
    // 60 + 30 + 240 + 49.2 + 4 + 60.8 + 16 + 5 + 20 and 300 + 180 + 360 + 147.5 + 11.9 + 60.8 + 16 + 60 + 20
    expect(coldStart?.totalSeconds.low).toBeCloseTo(484.9, 0);
    expect(coldStart?.totalSeconds.high).toBeCloseTo(1156, 0);
  });

  test('what shortens it for nothing comes first, then what saves most seconds for a dollar', () => {
    expect(
      coldStart?.shortenings.map(({ way, field = 'always deployed', savedSeconds, usdPerMonth }) => [
        way,
        field,
        Math.round(savedSeconds.value),
        Number(usdPerMonth.value.toFixed(3)),
      ]),
    ).toEqual([
      // 98.3 − 65.75 GiB ÷ (15 GB in 4.88 s, 2.863 GiB/s)
      ['weights from S3 in 32 ranges at once', 'always deployed', 75, 0],
      // 7.91 − 16.44 ÷ 2.863
      ['weights to the GPUs by many threads', 'parallelLoading', 2, 0],
      // 60.79 − 15.9; a gigabyte in S3
      ['compile cache', 'compileCache', 45, 0.023],
      // 17.5 GB of snapshot
      ['image in the machine image', 'lock file: machineImages', 300, 0.875],
      // the weights lie on local disks, which a stopped instance loses; 500 GB of gp3 at 750 MiB/s
      ['an instance in a warm pool', 'pools.baseline.warmInstances', 300, 65],
      // 16,689 MiB ÷ 125 − 16,689 MiB ÷ 750; 625 MiB/s at 0.04
      ['root volume at 750 MiB/s', 'always deployed', 111, 25],
      ['an instance more that runs', 'instancesPerRegion.min', 701, 40_179.2],
    ]);
  });

  test('at its slow end is what minimums and deployments lead by', () => {
    expect(validPlan().cells[0]?.coldStartAtMostSeconds.value).toBe(1157);
  });

  test('is over when a group begins to wait: two health checks and two minutes of metrics are left', () => {
    expect(validPlan().cells[0]?.instanceWarmupSeconds.value).toBe(2 * 10 + 120);
  });
});

describe('a model whose settings shorten it, by hand', () => {
  const before = '    instanceTypes: [p5.48xlarge, p5en.48xlarge]\n';
  const settings = `    parallelLoading: true
    compileCache: true
    instancesPerRegion: { min: 4 }
    pools: { baseline: { warmInstances: 2 } }
`;
  const set = planOf(edit(chatFleetText(), before, `${before}${settings}`)).plan?.workloads[0]?.types[0]?.coldStart;

  test('loads 16.44 GiB a GPU at 15 GB in 4.88 s, at worst as slowly as without', () => {
    expect(set?.loadToGpu.value).toBeCloseTo(16.438 / (15e9 / 2 ** 30 / 4.88), 2);
    expect(set?.loadToGpu.high).toBeCloseTo((16.438 / (32.86 / 15.82)) * 1.5, 1);
  });

  test('reads its cache in 15.9 s, and compiles in 60.79 s in the first launch of an image', () => {
    expect(set?.compile).toMatchObject({ value: 15.9, high: 60.79, origin: 'derived' });
  });

  test('expects less, and waits as long as before it gives a launch up', () => {
    // 701 − 2.17 − 44.89
    expect(set?.totalSeconds.value).toBeCloseTo(653.9, 0);
    expect(set?.totalSeconds.high).toBe(coldStart?.totalSeconds.high);
  });

  test('says what it is set to, and still what that saves', () => {
    const rows = set?.shortenings.map((row) => [row.way, settingText(row), Math.round(row.savedSeconds.value)]);

    expect(rows).toEqual(
      expect.arrayContaining([
        ['weights to the GPUs by many threads', 'parallelLoading: true', 2],
        ['compile cache', 'compileCache: true', 45],
        ['an instance in a warm pool', 'pools.baseline.warmInstances: 2', 300],
        ['an instance more that runs', 'instancesPerRegion.min: 4', 654],
      ]),
    );
  });
});

/** The schema of a field, through whatever makes it optional or completes it. */
function fieldAt(path: string): unknown {
  type Schema = {
    readonly shape?: Record<string, Schema>;
    readonly def?: { readonly innerType?: Schema; readonly in?: Schema };
  };
  const inside = (schema: Schema | undefined): Schema | undefined => {
    const inner = schema?.def?.innerType ?? schema?.def?.in;
    return schema?.shape !== undefined || inner === undefined ? schema : inside(inner);
  };
  return path
    .split('.')
    .reduce<Schema | undefined>((schema, name) => inside(schema)?.shape?.[name], modelSchema as unknown as Schema);
}

test.each(exampleFleets)('every way to shorten a cold start of %s is a field that exists, or deployed so', (path) => {
  const fields = validPlan(path).workloads.flatMap(({ types, companions }) =>
    [types, ...companions.map((companion) => companion.types)]
      .flat()
      .flatMap((type) => type.coldStart.shortenings.map(({ field }) => field)),
  );

  expect(fieldAt('pools.baseline.warm')).toBeUndefined();
  expect(fields.length).toBeGreaterThan(0);
  expect(fields.filter((field) => field !== undefined && field !== machineImageField && !fieldAt(field))).toEqual([]);
});
