import { existsSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { endEverything, Place, type Started } from './place';

afterEach(endEverything);

const deploying = 'ministack: cdk deploy of';

/** Sends the signal like a terminal: every process of the foreground group receives it. */
const pressControlC = ({ pid }: Started): boolean => process.kill(-pid, 'SIGINT');

/** Waits until the CDK CLI runs. The state names its process first. */
async function cdkRuns(place: Place): Promise<void> {
  while (!place.state()?.groups.some(({ name }) => name === 'cdk')) {
    await setTimeout(20);
  }
}

describe('Ctrl-C', () => {
  test.each<[string, (place: Place, started: Started) => Promise<void>]>([
    ['while it synthesizes', cdkRuns],
    ['while it deploys', (_, started) => started.written(deploying)],
  ])('%s leaves nothing', async (_, until) => {
    const place = new Place();
    const started = place.deploy();
    await until(place, started);

    pressControlC(started);
    pressControlC(started);
    const { status, stderr } = await started.finished;

    expect(stderr).toMatch(/\ndeploy:local: interrupted; nothing was left running\n$/);
    expect(status).toBe(130);
    expect(place.processes()).toEqual([]);
    expect(existsSync(place.folder)).toBe(false);
  });

  test('through npm leaves nothing', async () => {
    const place = new Place();
    const args = ['run', '--silent', 'deploy:local', '--', '--folder', place.folder, ...Place.small];
    const started = place.start('npm', args);
    await cdkRuns(place);

    pressControlC(started);
    const { stderr } = await started.finished;

    expect(stderr).toContain('deploy:local: interrupted; nothing was left running\n');
    expect([130, 'SIGINT']).toContain(started.child.exitCode ?? started.child.signalCode); // 130 in a shell, both
    expect(place.processes()).toEqual([]);
    expect(existsSync(place.folder)).toBe(false);
  });
});

describe('a deployment', () => {
  test('fails when an emulator is killed, with its last lines', async () => {
    const place = new Place();
    const started = place.deploy();
    await started.written(deploying);
    const { pid = 0 } = place.state()?.groups.find(({ name }) => name === 'ministack') ?? {};

    process.kill(pid, 'SIGKILL');
    const { status, stderr } = await started.finished;

    expect(status).toBe(1);
    expect(stderr).toMatch(/\nministack: ended in the middle of it, got\n.*Running on http:/s);
    expect(stderr).not.toMatch(/^ +at /m);
    expect(place.processes()).toEqual([]);
    expect(existsSync(place.folder)).toBe(false);
  });

  test('that was killed is ended by destroy:local, with all that it had started', async () => {
    const place = new Place();
    const started = place.deploy();
    await started.written(deploying);
    process.kill(started.pid, 'SIGKILL');
    await started.finished.catch(() => undefined);
    expect(place.processes()).not.toEqual([]);

    const { status, stdout } = await place.destroy();

    expect(stdout).toMatch(/^ended .*ministack on http:\/\/127\.0\.0\.1:\d+/);
    expect(status).toBe(0);
    expect(place.processes()).toEqual([]);
    expect(existsSync(place.folder)).toBe(false);
  });

  test('that still runs is ended by destroy:local', async () => {
    const place = new Place();
    const started = place.deploy();
    await cdkRuns(place);

    const { status, stdout } = await place.destroy();

    expect(stdout).toBe(`ended the deployment (process ${started.pid})\n`);
    expect(status).toBe(0);
    expect((await started.finished).status).toBe(143);
    expect(place.processes()).toEqual([]);
    expect(existsSync(place.folder)).toBe(false);
  });
});
