import { describe, expect, test } from 'vitest';
import { fleetOverhead } from '../../lib/overhead/fleet-overhead';
import { edit, load, planOf, validPlan } from '../support/fleets';
import { readText } from '../support/project-root';

const privateText = (): string => readText('fleets/private.yaml');

describe('a fleet that private networks reach', () => {
  const plan = validPlan('fleets/private.yaml');
  const [desk] = plan.workloads;

  test('moves its traffic after three minutes without an instance, one until that is known, and two that names live', () => {
    // 60 s × 3 periods + 60 s until the metric says so + 60 s TTL + 60 s client keep-alive
    expect(desk?.failover).toMatchObject({
      observer: 'alarm',
      trafficMovedSeconds: { value: 360, low: 300, high: 480, origin: 'derived' },
      recoverySeconds: { value: 360 },
    });
  });

  test('a fleet that the internet reaches is asked by checkers, and moves in 150 s', () => {
    expect(validPlan().workloads[0]?.failover).toMatchObject({
      observer: 'checkers',
      trafficMovedSeconds: { value: 150 },
    });
  });

  test.each([
    ['360', []],
    ['359', ['workloads[0].failover.recoverySeconds']],
  ])('promises to recover in %s s: refused %j', (seconds, refused) => {
    const { findings } = planOf(edit(privateText(), 'recoverySeconds: 480', `recoverySeconds: ${seconds}`));

    expect(findings.filter(({ level }) => level === 'error').map(({ path }) => path)).toEqual(refused);
  });

  test('says which part of the time is whose', () => {
    const { findings } = planOf(edit(privateText(), 'recoverySeconds: 480', 'recoverySeconds: 90'));

    expect(findings.find(({ level }) => level === 'error')?.message).toBe(
      'is less than DNS failover takes, got 90, expected at least 360 s (60 s × 3 periods without a ready instance + 60 s until a metric shows it + 60 s TTL + 60 s client keep-alive); relax the objective',
    );
  });

  test('warns that no token is checked, with the networks that may ask', () => {
    const { findings } = load(privateText());

    expect(findings.filter(({ path }) => path === 'access.jwtIssuer')).toMatchObject([
      { level: 'warning', message: expect.stringContaining('got "10.128.0.0/9, 192.168.0.0/16"') },
    ]);
  });

  test('pays for no public address, no check of HTTPS and no checkers’ requests', () => {
    const { overheads, accountOverhead } = fleetOverhead(plan);
    const [overhead] = overheads;
    const usd = (name: string) => overhead?.parts.find((part) => part.name === name)?.usdPerMonth;

    expect(usd('load balancer')?.source).not.toContain('+');
    expect(accountOverhead.healthChecksUsdPerMonth.value).toBe(2 * 0.5);
    expect(usd('data sent to clients')?.source).toContain('0.02 USD/GB');
    expect(plan.regions.map(({ edge }) => edge.checksPerChecker.value)).toEqual([0, 0]);
  });
});
