import { describe, expect, test } from 'vitest';
import { envoyCommand } from '../../gateway-agent/envoy-command';
import { keepEnvoy } from '../../gateway-agent/keep-envoy';

const command = envoyCommand(
  { fleet: 'gated', gatewayImageDigest: `sha256:${'e'.repeat(64)}` },
  { account: '111122223333', region: 'us-east-2', folder: '/var/lib/polyregion/envoy' },
);

/** Steps that were run, and their status. */
function shell(statuses: Partial<Record<keyof typeof command, number>>) {
  const ran: string[] = [];
  const run = (words: readonly string[]): Promise<number> => {
    const [step = ''] = Object.entries(command).find(([, one]) => one === words) ?? [];
    ran.push(step);
    return Promise.resolve(statuses[step as keyof typeof command] ?? 0);
  };
  return { ran, run };
}

describe('Envoy', () => {
  test('is left alone while it runs', async () => {
    const { ran, run } = shell({ isRunning: 0 });
    await keepEnvoy(command, run, () => undefined);

    expect(ran).toEqual(['isRunning']);
  });

  test('is started where it does not run, after what is left of an earlier one is gone', async () => {
    const { ran, run } = shell({ isRunning: 1, remove: 1 });
    await keepEnvoy(command, run, () => undefined);

    expect(ran).toEqual(['isRunning', 'remove', 'pull', 'start']);
  });

  test('that cannot be pulled is an error with its step', async () => {
    const { run } = shell({ isRunning: 1, pull: 1 });

    await expect(keepEnvoy(command, run, () => undefined)).rejects.toMatchObject({ name: 'Envoy.pull' });
  });

  test('comes from the repository of the fleet, by its digest', () => {
    expect(command.start).toContain(
      `111122223333.dkr.ecr.us-east-2.amazonaws.com/gated/engine@sha256:${'e'.repeat(64)}`,
    );
    expect(command.pull.join(' ')).not.toMatch(/\{(region|registry|image)\}/);
  });
});
