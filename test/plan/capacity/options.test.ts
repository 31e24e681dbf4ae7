import { describe, expect, test } from 'vitest';
import { gpuInstanceTypeNames } from '../../../lib/catalogue/instance-types';
import type { Fleet } from '../../../lib/fleet/fleet';
import { type ServingOption, workloadOptions } from '../../../lib/plan/capacity/options';
import { chatFleetText, edit, load, planOf } from '../../support/fleets';
import { readText } from '../../support/project-root';

const fleetOf = (text: string): Fleet => load(text).fleet as Fleet;
const [chat] = workloadOptions(fleetOf(chatFleetText()));
const cost = ({ usdPerMillionOutputTokens }: ServingOption): number => usdPerMillionOutputTokens.value;
const speed = ({ timePerOutputTokenSeconds }: ServingOption): number => timePerOutputTokenSeconds.value;

describe('the options of the default fleet', () => {
  test('a faster answer costs more, all along the front', () => {
    const front = chat?.front ?? [];

    expect(front.length).toBeGreaterThan(3);
    for (const [index, option] of front.slice(1).entries()) {
      expect(speed(option)).toBeGreaterThan(speed(front[index] as ServingOption));
      expect(cost(option)).toBeLessThan(cost(front[index] as ServingOption));
    }
  });

  test('hold what the plan says of the first allowed type at full load', () => {
    const p5enFirst = edit(chatFleetText(), '[p5.48xlarge, p5en.48xlarge]', '[p5en.48xlarge, p5.48xlarge]');
    const planned = workloadOptions(fleetOf(p5enFirst))[0]?.front.find(
      ({ instanceType, concurrency, layout }) =>
        instanceType === 'p5en.48xlarge' && concurrency === 64 && layout.tensorParallel === 4,
    );

    expect(planned && cost(planned)).toBeCloseTo(
      planOf(p5enFirst).plan?.workloads[0]?.cost.usdPerMillionOutputTokensAtFullLoad.value ?? 0,
      9,
    );
    expect(planned?.allowed).toBe(true);
  });

  test('of a batch are priced on spot', () => {
    const [options] = workloadOptions(
      fleetOf(edit(chatFleetText(), 'shape: realtime-assistant', 'shape: batch-inference')),
    );
    const p5 = [...(options?.front ?? []), ...(options?.dominated ?? []).map(({ option }) => option)].find(
      ({ instanceType }) => instanceType === 'p5.48xlarge',
    );

    // the mean of its six zones of us-east-1 on the day of the table
    const zones = [21.0363, 20.7289, 20.5715, 21.0363, 20.6742, 20.0775];
    expect(p5?.usdPerHour.value).toBeCloseTo(zones.reduce((sum, usd) => sum + usd, 0) / 6, 9);
  });

  test('name only types that every region of the workload offers', () => {
    // p6-b200 and p6-b300 are offered in both regions, p5e without a price
    const types = new Set(chat?.front.map(({ instanceType }) => instanceType));

    expect([...types].sort()).toEqual(['p5.48xlarge', 'p5en.48xlarge', 'p6-b200.48xlarge', 'p6-b300.48xlarge']);
  });
});

describe('dominated types', () => {
  const [small] = workloadOptions(fleetOf(readText('fleets/small-team.yaml')));

  test('are beaten in cost and speed by an option on the front', () => {
    expect(small?.dominated.length).toBeGreaterThan(5);
    for (const { option, by } of small?.dominated ?? []) {
      expect(small?.front).toContain(by);
      expect(speed(by)).toBeLessThanOrEqual(speed(option));
      expect(cost(by)).toBeLessThanOrEqual(cost(option));
    }
  });

  test('are none of those on the front', () => {
    const front = new Set(small?.front.map(({ instanceType }) => instanceType));

    expect(small?.dominated.filter(({ option }) => front.has(option.instanceType))).toEqual([]);
  });
});

describe('every type', () => {
  const named = [chat?.front, chat?.dominated.map(({ option }) => option), chat?.failing].flatMap((list) =>
    (list ?? []).map(({ instanceType }) => instanceType),
  );

  test('is an option, or has the reason why it is none', () => {
    expect([...new Set(named)].sort()).toEqual([...gpuInstanceTypeNames].sort());
  });

  test('fails for the reason in the layout that comes closest', () => {
    const reasonOf = (name: string) => chat?.failing.find(({ instanceType }) => instanceType === name)?.reason;

    expect(reasonOf('p5e.48xlarge')).toBe('not offered in us-east-1');
    expect(reasonOf('g5.xlarge')).toMatch(/^too little memory: \d+ GiB are missing \(tensor parallel 1\)$/);
    expect(reasonOf('g6e.12xlarge')).toMatch(/^too slow: TTFT up to [\d.]+ s, TPOT up to \d+ ms/);
  });

  test('is tried in other layouts than the fleet file states', () => {
    const layouts = new Set(chat?.front.map(({ layout }) => layout.tensorParallel));

    expect(layouts.size).toBeGreaterThan(1);
    expect(chat?.front.filter(({ layout, allowed }) => allowed && layout.tensorParallel !== 4)).toEqual([]);
  });
});
