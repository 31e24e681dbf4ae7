import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { fleetFolder, type Run } from '../../support/cli';
import { edit } from '../../support/fleets';
import { readText } from '../../support/project-root';
import { runCommand } from '../../support/run-command';

const fleetText = readText('fleets/chat.yaml');
const twoText = readText('fleets/two-jurisdictions.yaml');
const lockText = readText('fleets/chat.lock.yaml');
const folder = fleetFolder('fleets/chat.yaml', lockText);

beforeEach(() => {
  writeFileSync(join(folder, 'fleet.yaml'), fleetText);
  writeFileSync(join(folder, 'fleet.lock.yaml'), lockText);
});

afterAll(() => rmSync(folder, { recursive: true }));

const add = (...args: string[]): Promise<Run> => runCommand(folder, ['region', 'add', ...args]);
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');

describe('region add', () => {
  test('edits both files and says what follows, down to the traffic, last', async () => {
    const { status, stdout, stderr } = await add('us-east-2');

    expect(status, stderr).toBe(0);
    expect(read('fleet.yaml')).toBe(fleetText.replaceAll('us-east-1, us-west-2]', 'us-east-1, us-west-2, us-east-2]'));
    expect(read('fleet.lock.yaml')).toContain('  us-east-2: { id: ami-00000000000000000, status: unresolved }\n');
    expect(read('fleet.lock.yaml').split('\n')[0]).toBe(lockText.split('\n')[0]);
    expect(stdout).toMatch(/us-east-2 │ llama-70b │ +none │ +\d+–\d+ │/);
    expect(stdout).toMatch(/GPU instances +│ +[\d,]+ │ +[\d,]+ │ +[+-][\d,]+/);
    expect(stdout).toMatch(/request-service-quota-increase .* --region us-east-2/);
    const steps = [
      'npx polyregion pin',
      'artifacts-us-east-2',
      'push --model llama-70b',
      'network-us-east-2',
      'deploy assistant-traffic --exclusively',
    ];
    const places = steps.map((step) => stdout.indexOf(step));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(stderr).toContain('machineImages.us-east-2');
    expect(await add('us-east-2')).toMatchObject({ status: 0, stdout: 'fleet.yaml: us-east-2 is in it already\n' });
  });

  test('writes nothing to be checked, and prints it for programs', async () => {
    const { status, stdout } = await add('us-east-2', '--check', '--json');

    expect(status).toBe(0);
    const { written, jurisdiction, change, next } = JSON.parse(stdout);
    expect({ written, jurisdiction }).toEqual({ written: false, jurisdiction: 'united-states' });
    expect(change.quotas).toMatchObject([{ region: 'us-east-2' }]);
    expect(change.costs[0]).toMatchObject({ what: 'GPU instances', after: { unit: 'USD/month', origin: 'derived' } });
    expect(next).toHaveLength(6);
    expect(read('fleet.yaml')).toBe(fleetText);
    expect(read('fleet.lock.yaml')).toBe(lockText);
  });

  test('makes no lock file where there is none', async () => {
    rmSync(join(folder, 'fleet.lock.yaml'));

    expect(await add('us-east-2')).toMatchObject({ status: 0 });
    expect(() => read('fleet.lock.yaml')).toThrow('ENOENT');
  });

  test.each([
    ['an unknown region', fleetText, ['us-east-9'], 'regions[2]: is an unknown region, got "us-east-9"'],
    [
      'something to be pasted into the file',
      fleetText,
      ['us-east-2, eu-west-1'],
      'CODE: is no region code, got "us-east-2, eu-west-1"',
    ],
    ['a region outside the jurisdiction', fleetText, ['eu-west-1'], 'is outside its jurisdiction: it stands in IE'],
    [
      'no jurisdiction where there are two',
      twoText,
      ['us-east-2'],
      '--jurisdiction: is missing, got nothing, expected one of us, eu',
    ],
    [
      'an unknown jurisdiction',
      twoText,
      ['us-east-2', '--jurisdiction', 'uss'],
      'is no jurisdiction of the fleet, got "uss", expected one of us, eu; did you mean us?',
    ],
    [
      'a region that the budget does not cover',
      edit(fleetText, 'serving: 400000', 'serving: 100000'),
      ['us-east-2'],
      'budgetsUsdPerMonth.serving: does not cover the expected cost',
    ],
    [
      'a fleet file without regions',
      edit(fleetText, 'regions: [us-east-1, us-west-2]', 'regions: none'),
      ['us-east-2'],
      'regions: is of the wrong type',
    ],
  ])('refuses %s, and writes nothing', async (_, text, args, says) => {
    writeFileSync(join(folder, 'fleet.yaml'), text);

    const { status, stderr } = await add(...args);

    expect(status).toBe(1);
    expect(stderr).toContain(says);
    expect(stderr).toContain('region add: nothing was written');
    expect(read('fleet.yaml')).toBe(text);
    expect(read('fleet.lock.yaml')).toBe(lockText);
  });
});
