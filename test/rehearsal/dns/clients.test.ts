import { expect, test } from 'vitest';
import { Clients } from '../../../lib/rehearsal/dns/clients';
import type { RegionAnswer } from '../../../lib/rehearsal/dns/resolve';

const answers = (eastIsHealthy: boolean): RegionAnswer[] => [
  { region: 'east', role: 'latency', isHealthy: eastIsHealthy },
  { region: 'west', role: 'latency', isHealthy: true },
];

test('clients whose connection fails wait for their resolver alone', () => {
  const place = { workload: 0, share: 1, nearestFirst: ['east', 'west'] };
  const clients = new Clients([place], 60, 60, () => answers(true));
  const eastern = (until: number, isReachable: boolean): number => {
    for (let second = 100; second < until; second += 1) {
      clients.tick(
        second,
        () => answers(false),
        () => isReachable,
      );
    }
    return clients.cohorts.filter(({ region }) => region === 'east').length;
  };

  expect(eastern(101, false)).toBeGreaterThan(0);
  expect(eastern(160, false)).toBe(0);
});

test('some clients are still there when the time to live is over, and none after the connections have ended, too', () => {
  const place = { workload: 0, share: 1, nearestFirst: ['east', 'west'] };
  const clients = new Clients([place], 60, 60, () => answers(true));
  const left = Array.from({ length: 121 }, (_, second) => {
    clients.tick(
      100 + second,
      () => answers(false),
      () => true,
    );
    return clients.cohorts.filter(({ region }) => region === 'east').length;
  });

  expect(left[60]).toBeGreaterThan(0);
  expect(left[120]).toBe(0);
});
