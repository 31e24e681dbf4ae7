import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { instanceFolder, startedByAgent } from '../../local/instance/started-by-agent';
import { listenedOn } from './listened-on';
import { endEverything, Place, type Run } from './place';

const place = new Place();
let deployed: Run;

beforeAll(async () => {
  // GIVEN .venv, and nothing outside this machine that can be reached
  const nowhere = 'http://127.0.0.1:9';
  const offline = {
    npm_config_offline: 'true',
    PIP_NO_INDEX: '1',
    http_proxy: nowhere,
    https_proxy: nowhere,
    HTTP_PROXY: nowhere,
    HTTPS_PROXY: nowhere,
    // and settings of a user that must not be looked at
    AWS_PROFILE: 'somebody',
    AWS_ENDPOINT_URL: nowhere,
  };
  // WHEN it is deployed as the README says
  const args = ['run', '--silent', 'deploy:local', '--', '--folder', place.folder, ...Place.small, '--json'];
  deployed = await place.start('npm', args, offline).finished;
});

afterAll(endEverything);

describe('a small fleet, deployed', () => {
  test('succeeds with no network', () => {
    expect(deployed.stderr).toContain('moto: ✅  small-team-operations-us-east-2');
    expect(deployed.status).toBe(0);
  });

  test('prints nothing but JSON on stdout', () => {
    const { emulators, heldRatio } = JSON.parse(deployed.stdout);

    expect(emulators.map(({ emulator }: { emulator: string }) => emulator)).toEqual(['ministack', 'moto']);
    expect(heldRatio).toBeGreaterThan(0.8);
  });

  test('leaves the emulators and one instance running, and nothing else', () => {
    const groups = place.state()?.groups ?? [];
    const ofAgent = startedByAgent(instanceFolder(place.folder));

    expect(groups.map(({ name }) => name)).toEqual(['ministack', 'moto', 'instance metadata', 'the agent']);
    expect(ofAgent.map(({ name }) => name)).toEqual(['engine 0', 'HAProxy']);
    const leaders = [...groups, ...ofAgent].map(({ pid }) => pid);
    expect(place.processes()).toEqual(expect.arrayContaining(leaders));
    expect(new Set(place.processes().map(groupOf))).toEqual(new Set(leaders));
  });

  test('streams an answer to the curl line that it prints', async () => {
    const { curl, standIns } = JSON.parse(deployed.stdout).instance;

    const { status, stdout } = await place.start('sh', ['-c', curl]).finished;

    expect(status).toBe(0);
    const events = stdout.split('\n').filter((line) => line.startsWith('data: '));
    expect(events.at(-1)).toBe('data: [DONE]');
    expect(events.filter((event) => event.includes('"content":"token "')).length).toBeGreaterThan(1);
    expect(standIns.join()).toMatch(/test engine.*no token is checked/);
  });

  test('lets through HAProxy what the deployed cell serves, and nothing else', async () => {
    const { url } = JSON.parse(deployed.stdout).instance;
    const ask = async (path: string): Promise<number> => (await fetch(new URL(path, url))).status;

    expect([await ask('/v1/models'), await ask('/metrics')]).toEqual([200, 404]);
  });

  test('gives the instance the parameters of the deployed launch template', () => {
    const cell = JSON.parse(readFileSync(join(place.folder, 'instance/cell.json'), 'utf8'));

    expect(cell).toMatchObject({
      fleet: 'small-team',
      model: 'llama-8b',
      cacheSaltSecretName: 'small-team/cache-salt',
    });
    expect(cell.targetGroupArns[0]).toMatch(/^arn:aws:elasticloadbalancing:us-east-2:111122223333:targetgroup\//);
  });

  test('writes nothing outside its folder', () => {
    expect(place.strays()).toEqual([]);
  });

  test.skipIf(!existsSync('/proc/net/tcp'))('listens on loopback alone', () => {
    const addresses = place.processes().flatMap(listenedOn);
    const ports = place.state()?.groups.map(({ url = '' }) => new URL(url).port);

    expect(ports).toHaveLength(4);
    expect(new Set(addresses.map(({ address }) => address))).toEqual(new Set(['127.0.0.1']));
    expect(addresses.map(({ port }) => String(port))).toEqual(expect.arrayContaining(ports ?? []));
  });

  test('refuses a second run beside it, and is unharmed', async () => {
    const before = place.state();

    const { status, stderr } = await place.deploy().finished;

    expect(status).toBe(1);
    expect(stderr).toContain(`deploy:local: another run has ${place.folder}, got ministack on http://127.0.0.1:`);
    expect(stderr).toContain(`; end it: npm run destroy:local -- --folder ${place.folder}`);
    expect(place.state()).toEqual(before);
    for (const { url = '' } of before?.groups ?? []) {
      expect((await fetch(url)).status, url).toBeLessThan(500);
    }
  });

  test('keeps a port from a run into another folder, which says so and leaves nothing', async () => {
    const [{ url = '' } = {}] = place.state()?.groups ?? [];
    const { port } = new URL(url);
    const other = new Place();

    const { status, stderr } = await other.deploy(['--moto-port', port]).finished;

    expect(status).toBe(1);
    expect(stderr).toBe(
      `moto: cannot listen on port ${port} of loopback, got EADDRINUSE, expected a free port; end the process that uses it, or name another port\n`,
    );
    expect(other.processes()).toEqual([]);
    expect(existsSync(other.folder)).toBe(false);
  });

  test('is ended by destroy:local, which leaves a process alone that got the id of one of its own', async () => {
    // GIVEN a state with the id of an unrelated process, as after a restart of the machine
    const somebodys = new Place();
    const { pid, child } = somebodys.start(process.execPath, ['-e', 'setInterval(() => undefined, 1000)']);
    const state = place.state();
    const stale = { name: 'moto', pid, identity: 'before the restart', url: 'http://127.0.0.1:1' };
    writeFileSync(
      join(place.folder, 'state.json'),
      JSON.stringify({ ...state, groups: [...(state?.groups ?? []), stale] }),
    );

    // WHEN
    const { status, stdout } = await place.destroy();

    // THEN
    expect(status).toBe(0);
    expect(stdout.replaceAll(/\d+(?=,|\)|\n)/g, 'N')).toBe(
      'ended ministack on http://127.0.0.1:N, moto on http://127.0.0.1:N, instance metadata on http://127.0.0.1:N, the agent on http://127.0.0.1:N, engine 0 (process N), and HAProxy (process N)\n',
    );
    expect(place.processes()).toEqual([]);
    expect(existsSync(place.folder)).toBe(false);
    expect(child.exitCode ?? child.signalCode).toBeNull();
    process.kill(pid, 'SIGKILL');
  });

  test('is not there for destroy:local a second time', async () => {
    expect(await place.destroy()).toEqual({
      status: 0,
      stdout: 'destroy:local: nothing is running\n',
      stderr: '',
    });
  });
});

const groupOf = (pid: number): number =>
  Number(execFileSync('ps', ['-o', 'pgid=', '-p', String(pid)], { encoding: 'utf8' }));
