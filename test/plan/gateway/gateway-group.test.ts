import { describe, expect, test } from 'vitest';
import { edit, planOf, validPlan } from '../../support/fleets';
import { readText } from '../../support/project-root';

const text = (): string => readText('fleets/gateway.yaml');

const section = 'gateway: { instanceType: c7i.large, instances: 2 }';

const pathsOf = (edited: string): string[] =>
  planOf(edited)
    .findings.filter(({ level }) => level === 'error')
    .map(({ path }) => path);

describe('the gateways of a fleet', () => {
  const plan = validPlan('fleets/gateway.yaml');
  const [ohio] = plan.gatewayGroups ?? [];

  test('stand in every region with cells, in the zones of the cells', () => {
    expect(plan.gatewayGroups?.map(({ region, zoneIds }) => [region, zoneIds])).toEqual([
      ['us-east-2', ['use2-az1', 'use2-az2', 'use2-az3']],
      ['us-west-2', ['usw2-az1', 'usw2-az2', 'usw2-az3']],
    ]);
  });

  test('cost two c7i.large on demand, at the price of Ohio that was read on 2026-03-24', () => {
    expect(ohio?.instanceUsdPerHour).toMatchObject({ value: 0.08925, origin: 'published', date: '2026-03-24' });
    expect(ohio?.usdPerHour.value).toBeCloseTo(0.1785, 9);
  });

  test('cost what was negotiated, where the fleet file says so', () => {
    const negotiated = planOf(`${text()}\npricesUsdPerHour: { c7i.large: { us-west-2: 0.05 } }\n`).plan;

    expect(negotiated?.gatewayGroups?.map(({ usdPerHour }) => usdPerHour.value)).toEqual([
      expect.closeTo(0.1785, 9),
      0.1,
    ]);
  });

  test('are paid for by the budget of serving: 2 regions × 0.1785 USD/h × 730 h more than without them', () => {
    const servingOf = (fleet: string): number | undefined =>
      planOf(fleet).plan?.phases.find(({ phase }) => phase === 'serving')?.expectedUsdPerMonth.value;
    const [gated, bare] = [servingOf(text()), servingOf(edit(text(), section, ''))] as [number, number];

    expect(gated - bare).toBeCloseTo(2 * 0.1785 * 730, 6);
  });

  test('need quota for two of them and the one that is launched beside: 3 × 2 vCPUs', () => {
    expect(plan.quotas.filter(({ quotaCode }) => quotaCode === 'L-1216C47A')).toMatchObject([
      { region: 'us-east-2', vcpus: { value: 6 } },
      { region: 'us-west-2', vcpus: { value: 6 } },
    ]);
  });

  test('are ready after 88 s, at the slow end after five minutes, and given up after ten', () => {
    // 17.8 s launch + 30 s boot + 15 s image + 5 s start + 2 × 10 s health checks; 60 + 120 + 60 + 20 + 20 at the slow end
    expect(ohio?.coldStart.totalSeconds).toMatchObject({ value: expect.closeTo(87.8, 9), high: 280 });
    expect(ohio?.launchHookSeconds.value).toBe(560);
  });

  test('finish the longest request of the region', () => {
    const [cell] = plan.cells;

    expect(ohio?.drainSeconds.value).toBe(Math.ceil(cell?.engine.longestRequestSeconds.value as number));
  });

  test('are part of the plan only where the fleet file has them', () => {
    expect(planOf(edit(text(), section, '')).plan).not.toHaveProperty('gatewayGroups');
  });

  test.each([
    ['one instance, whose loss would be that of the region', 'instances: 2', 'instances: 1', ['gateway.instances']],
    ['a type that no table holds', 'c7i.large', 'c7i.medium', ['gateway.instanceType']],
    ['a misspelt field', 'instances: 2', 'instance: 2', ['gateway.instance']],
  ])('are refused with %s', (_what, found, replacement, paths) => {
    expect(pathsOf(edit(text(), found, replacement))).toEqual(paths);
  });

  test('are refused in a region of which no price is known', () => {
    const elsewhere = text().replaceAll('us-east-2', 'sa-east-1');

    expect(pathsOf(elsewhere)).toContain('gateway.instanceType');
  });
});
