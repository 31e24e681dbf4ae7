import { describe, expect, test } from 'vitest';
import { type RolloutPorts, stopRollout } from '../../../lambda/rollout-watch/stop-rollout';

interface Aws {
  status: string;
  readonly refreshes: Record<string, string>;
  /** What becomes of the refreshes once the update is cancelled. */
  readonly afterwards?: Record<string, string>;
}

/** AWS as far as the documentation says: a stack whose update is cancelled turns back, and an update that ended cannot be cancelled. */
function aws({ status, refreshes, afterwards = refreshes }: Aws): { ports: RolloutPorts; done: string[] } {
  const state = { status, refreshes };
  const done: string[] = [];
  return {
    done,
    ports: {
      stackStatus: async () => state.status,
      activeRefresh: async (group) => state.refreshes[group],
      cancelUpdate: async () => {
        if (state.status !== 'UPDATE_IN_PROGRESS') {
          return false;
        }
        state.status = 'UPDATE_ROLLBACK_IN_PROGRESS';
        state.refreshes = afterwards;
        done.push('update');
        return true;
      },
      cancelRefresh: async (group) => {
        done.push(group);
      },
    },
  };
}

const groups = ['baseline', 'overflow'];

describe('an alarm that begins to ring', () => {
  test('cancels the update that replaces instances, then the refresh', async () => {
    const { ports, done } = aws({ status: 'UPDATE_IN_PROGRESS', refreshes: { baseline: 'r1' } });

    expect(await stopRollout(ports, groups)).toEqual({ outcome: 'stopped', groups: ['baseline'] });
    expect(done).toEqual(['update', 'baseline']);
  });

  test.each(['UPDATE_ROLLBACK_IN_PROGRESS', 'UPDATE_COMPLETE', 'CREATE_IN_PROGRESS', 'UPDATE_ROLLBACK_FAILED'])(
    'does nothing while the stack is in %s',
    async (status) => {
      const { ports, done } = aws({ status, refreshes: { baseline: 'r1' } });

      expect(await stopRollout(ports, groups)).toEqual({ outcome: 'no-update', status });
      expect(done).toEqual([]);
    },
  );

  test('does nothing while the update replaces no instance of the cell', async () => {
    const { ports, done } = aws({ status: 'UPDATE_IN_PROGRESS', refreshes: {} });

    expect(await stopRollout(ports, groups)).toEqual({ outcome: 'no-refresh' });
    expect(done).toEqual([]);
  });

  test('leaves alone the refresh that is already the way back', async () => {
    const { ports, done } = aws({
      status: 'UPDATE_IN_PROGRESS',
      refreshes: { baseline: 'r1' },
      afterwards: { baseline: 'r2' },
    });

    await stopRollout(ports, groups);
    expect(done).toEqual(['update']);
  });

  test('does not cancel a refresh of an update that ended meanwhile', async () => {
    const { ports, done } = aws({ status: 'UPDATE_IN_PROGRESS', refreshes: { baseline: 'r1' } });

    expect(await stopRollout({ ...ports, cancelUpdate: async () => false }, groups)).toEqual({
      outcome: 'already-ended',
    });
    expect(done).toEqual([]);
  });
});
