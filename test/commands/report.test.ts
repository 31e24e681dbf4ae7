import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fleetFolder, type Run } from '../support/cli';
import { chatFleetText, edit } from '../support/fleets';
import { runCommand } from '../support/run-command';

let folder = '';

beforeEach(() => {
  folder = fleetFolder('fleets/chat.yaml');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: string[]): Promise<Run> => runCommand(folder, ['report', ...args]);

describe('report', () => {
  test('--help shows an example', async () => {
    expect((await run('--help')).stdout).toMatch(/Example:\n {2}\$ npx polyregion report\n/);
  });

  test('writes one page, says where, and leaves nothing else behind', async () => {
    const before = readdirSync(folder);

    expect(await run()).toEqual({ status: 0, stdout: 'report.html: written\n', stderr: '' });

    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    expect(readdirSync(folder).sort()).toEqual([...before, 'report.html'].sort());
  });

  test('--svg also writes the topology as a picture that stands alone', async () => {
    expect((await run('--svg', 'topology.svg')).stdout).toBe('report.html: written\ntopology.svg: written\n');
    expect(await run('--svg', 'no/such.svg')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('error --svg: is in no folder, got "no/such.svg"'),
    });
  });

  test('replaces the earlier page with the same bytes', async () => {
    await run('--out', 'page.html');
    const first = readFileSync(join(folder, 'page.html'));
    await run('--out', 'page.html');

    expect(readFileSync(join(folder, 'page.html')).equals(first)).toBe(true);
  });

  test('fails with all findings and leaves the earlier page alone where the fleet has errors', async () => {
    writeFileSync(join(folder, 'report.html'), 'the page of before');
    writeFileSync(join(folder, 'fleet.yaml'), edit(chatFleetText(), 'training: 40000', 'training: -1'));

    const { status, stdout, stderr } = await run();

    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('error budgetsUsdPerMonth.training: is too small, got -1');
    expect(stderr).toContain('report.html: not written');
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toBe('the page of before');
  });

  test.each([
    { what: 'no folder', out: 'no/such/page.html', says: 'error --out: is in no folder, got "no/such/page.html"' },
    { what: 'a folder', out: 'traces', says: 'error --out: is not a file, got "traces"' },
  ])('fails without a stack trace where --out is $what', async ({ out, says }) => {
    const { status, stderr } = await run('--out', out);

    expect(status).toBe(1);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});
