import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { fleetFolder, type Run } from '../../support/cli';
import { edit } from '../../support/fleets';
import { readText } from '../../support/project-root';
import { runCommand } from '../../support/run-command';

const three = readText('fleets/chat.yaml').replaceAll('us-east-1, us-west-2]', 'us-east-1, us-west-2, us-east-2]');
const two = readText('fleets/two-jurisdictions.yaml');
const twoGroups = edit(three, 'tensorParallel: 4', 'tensorParallel: 4\n    instancesPerRegion: { min: 2, max: 3 }');
const folder = fleetFolder('fleets/chat.yaml');

beforeEach(() => writeFileSync(join(folder, 'fleet.yaml'), three));
afterAll(() => rmSync(folder, { recursive: true }));

/** An endpoint of AWS without a listener. */
const remove = (...args: string[]): Promise<Run> =>
  runCommand(folder, ['region', 'remove', ...args], { AWS_ENDPOINT_URL: 'http://127.0.0.1:9', AWS_MAX_ATTEMPTS: '1' });
const fleetFile = (): string => readFileSync(join(folder, 'fleet.yaml'), 'utf8');

describe('region remove', () => {
  test.each([
    [
      'the home region',
      three,
      'us-east-1',
      'regions[0]: is the home region, which holds the stacks of the account and of all traffic, got "us-east-1", expected one of us-west-2, us-east-2; remove another, or move the home first: docs/regions.md',
    ],
    [
      'a slip of the pen',
      three,
      'us-east-22',
      'CODE: is an unknown region, got "us-east-22", expected one of us-east-1, us-west-2, us-east-2, or a region that was removed before; did you mean us-east-2?',
    ],
    [
      'the last region of a jurisdiction',
      edit(
        edit(two, 'eu: [eu-central-1, eu-north-1]', 'eu: [eu-central-1]'),
        'us-west-2, eu-central-1, eu-north-1]',
        'us-west-2, eu-central-1]',
      ),
      'eu-central-1',
      'jurisdictions.eu: has no other region, and hilfe would have none at all, got "eu-central-1", expected a jurisdiction of two regions or more; add a region to eu first, or take the jurisdiction and its workloads out of the fleet file and deploy',
    ],
    ['what leaves no region to fail over to', two, 'eu-north-1', 'workloads[1].failover'],
    [
      'what leaves less than is promised',
      twoGroups,
      'us-east-2',
      'failover.survivorsShareRatio: is not kept after losing us-east-1, got 1, expected at most 0.81',
    ],
    [
      'a fleet file without jurisdictions',
      edit(three, 'jurisdictions: {', 'juri: {'),
      'us-east-2',
      'jurisdictions: is missing',
    ],
  ])('refuses %s before it asks AWS anything', async (_, text, code, says) => {
    writeFileSync(join(folder, 'fleet.yaml'), text);

    const { status, stdout, stderr } = await remove(code, '--yes');

    expect(status).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toContain(says);
    expect(stderr).toContain('region remove: nothing was done');
    expect(stderr).not.toContain('sts:');
    expect(fleetFile()).toBe(text);
  });

  test('goes as far as the fleet file itself says that less is promised', async () => {
    const text = edit(twoGroups, 'recoverySeconds: 180 }', 'recoverySeconds: 180, survivorsShareRatio: 0.8 }');
    writeFileSync(join(folder, 'fleet.yaml'), text);

    const { status, stdout } = await remove('us-east-2');

    expect(status).toBe(0);
    expect(stdout).toMatch(/1\. drain \(unknown\)/);
  });

  test('prints its steps where AWS does not answer, for programs too', async () => {
    const { status, stdout } = await remove('us-east-2', '--json');

    expect(status).toBe(0);
    const { acted, steps, change, findings } = JSON.parse(stdout);
    expect(acted).toBe(false);
    expect(steps.map(({ name, state }: { name: string; state: string }) => `${name} ${state}`)).toEqual([
      'drain unknown',
      'un-record unknown',
      'destroy unknown',
    ]);
    expect(change.cells).toContainEqual(
      expect.objectContaining({
        region: 'us-east-2',
        minInstances: expect.not.objectContaining({ after: expect.anything() }),
      }),
    );
    expect(findings).toMatchObject([{ level: 'error', path: 'us-east-1.sts:GetCallerIdentity' }]);
  });

  test('acts on nothing where AWS does not answer', async () => {
    const { status, stderr } = await remove('us-east-2', '--yes');

    expect(status).toBe(1);
    expect(stderr).toContain('us-east-1.sts:GetCallerIdentity: gave no answer');
    expect(stderr).toContain('region remove: what is done is kept; run again it goes on from there');
    expect(fleetFile()).toBe(three);
  });

  test.each(['-1', 'soon', ''])('refuses to wait at most %j', async (seconds) => {
    const { status, stderr } = await remove('us-east-2', `--wait-at-most=${seconds}`);

    expect(status).toBe(1);
    expect(stderr).toContain('expected seconds, 0 or more');
  });
});
