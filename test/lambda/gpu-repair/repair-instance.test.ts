import { describe, expect, test } from 'vitest';
import type { Group } from '../../../lambda/gpu-repair/decide-repair';
import type { TimedRequest } from '../../../lambda/gpu-repair/read-request';
import { repairInstance } from '../../../lambda/gpu-repair/repair-instance';
import type { RepairHistory } from '../../../lambda/gpu-repair/repair-ports';

const at = 1_800_000_000;

const request = (instanceId: string): TimedRequest => ({
  fleet: 'assistant',
  model: 'llama-70b',
  instanceId,
  reason: 'gpu-fault',
  xidCodes: [79],
  evidence: '',
  atSeconds: at,
});

const group = (pool: string, ...ids: string[]): Group => ({
  name: `assistant-llama-70b-${pool}`,
  maxInstances: 4,
  suspendedProcesses: [],
  targetGroupArns: [],
  instances: ids.map((id) => ({ id, lifecycleState: 'InService', healthStatus: 'Healthy' })),
});

/** Each step of a copy waits for its turn, so that a test decides the order of the steps of two copies. */
function sharedTable() {
  const sick = new Set<string>();
  const claimed = new Set<string>();
  const history = (turn: () => Promise<void>): RepairHistory => ({
    record: async ({ instanceId }) => {
      await turn();
      sick.add(instanceId);
    },
    unhealthySince: async () => {
      await turn();
      return sick.size;
    },
    claim: async (name) => {
      await turn();
      return claimed.has(name) ? false : Boolean(claimed.add(name));
    },
    conclude: () => turn(),
    outOfReachSince: async () => at,
  });
  return history;
}

/** Every order of the steps of two copies, three of each: record, count, claim. */
const orders = [0, 1, 2, 3, 4, 5]
  .flatMap((a) => [0, 1, 2, 3, 4, 5].flatMap((b) => [0, 1, 2, 3, 4, 5].map((c) => [a, b, c] as const)))
  .filter(([a, b, c]) => a < b && b < c)
  .map((first) => Array.from({ length: 6 }, (_, step) => (first.includes(step as never) ? 0 : 1)));

describe('two copies of the repair function at once', () => {
  // The breaker lets one of five instances be replaced. Sick instances of one cell may stand in one group or in two.
  test.each([
    ['one group', [group('baseline', 'i-1', 'i-2', 'i-3')]],
    ['two groups', [group('baseline', 'i-1', 'i-3'), group('overflow', 'i-2')]],
  ])('replace no more than one alone would, in every order of their steps: %s', async (_what, groups) => {
    for (const order of orders) {
      const unhealthy: string[] = [];
      const history = sharedTable();
      const waiting: (() => void)[][] = [[], []];
      const copy = (index: 0 | 1, instanceId: string) =>
        repairInstance(
          {
            history: history(() => new Promise((go) => waiting[index]?.push(go))),
            cellGroups: async () => groups,
            targetHealth: async () => [],
            markUnhealthy: async (id) => void unhealthy.push(id),
          },
          request(instanceId),
          at,
        );
      const both = Promise.all([copy(0, 'i-1'), copy(1, 'i-2')]);
      for (const index of [...order, 0, 1, 0, 1]) {
        await settle();
        waiting[index]?.shift()?.();
      }
      await settle();
      await both;

      expect(unhealthy.length, order.join('')).toBeLessThanOrEqual(1);
    }
    expect(orders).toHaveLength(20);
  });
});

const settle = () => new Promise((done) => setImmediate(done));
