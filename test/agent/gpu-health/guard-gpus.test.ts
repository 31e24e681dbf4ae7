import { expect, test, vi } from 'vitest';
import { GpuGuard, type GpuPorts } from '../../../agent/gpu-health/guard-gpus';
import { followKernelLog } from '../../../agent/io/kernel-log';
import type { Clock } from '../../../agent/ports/clock';
import { exampleParameters } from '../../support/cell-parameters';

const xid79 = 'NVRM: Xid (PCI:0000:38:00): 79, pid=4711, name=python3, GPU has fallen off the bus.';

/** Waits between attempts are over at once; the minute until the next reading never is. */
const clock = { sleep: (seconds: number) => (seconds < 60 ? Promise.resolve() : new Promise(() => {})) } as Clock;

function guardOn(gpus: Partial<GpuPorts>) {
  const asked: unknown[] = [];
  const logged: string[] = [];
  const guard = new GpuGuard(
    {
      clock,
      random: () => 0.5,
      log: (event, facts) => logged.push(`${event} ${facts?.what} ${facts?.attempt}`),
      parameters: exampleParameters,
    },
    { ask: (sickness: unknown) => asked.push(sickness) } as never,
    { readGpus: () => Promise.resolve(undefined), followKernelLog: () => new Promise(() => {}), ...gpus },
  );
  guard.start();
  return { guard, asked, logged };
}

test('a kernel log that fails is logged and read again, and its faults are told', async () => {
  let tries = 0;
  const { asked, logged } = guardOn({
    followKernelLog: async (onLine) => {
      tries += 1;
      if (tries < 3) {
        throw new Error('EIO');
      }
      onLine(xid79);
      await new Promise(() => {});
    },
  });

  await vi.waitFor(() => expect(asked).toMatchObject([{ reason: 'gpu-fault', xidCodes: [79] }]));
  expect(logged).toEqual(['task failed kernel log 1', 'task failed kernel log 2']);
});

test('readings that fail are logged and begun again', async () => {
  let tries = 0;
  const { guard, logged } = guardOn({
    readGpus: () => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('spawn')) : Promise.resolve([{ index: 0 }] as never);
    },
  });

  await vi.waitFor(() => expect(guard.readings).toHaveLength(1));
  expect(logged).toEqual(['task failed GPU readings 1']);
});

test('fails where there is no kernel log, instead of hearing nothing', async () => {
  await expect(followKernelLog('/nonexistent/kmsg', clock, () => {})).rejects.toThrow('ENOENT');
});
