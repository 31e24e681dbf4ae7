import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { chatFleetText, edit, projectRoot } from '../support/fleets';

const cli = join(projectRoot, 'dist/bin/polyregion.js');
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'polyregion-report-'));
  mkdirSync(join(folder, 'traces'), { recursive: true });
  const trace = 'traces/azure-llm-2023-conversation.csv.gz';
  cpSync(join(projectRoot, 'fleets', trace), join(folder, trace));
  writeFileSync(join(folder, 'fleet.yaml'), chatFleetText());
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'report', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { status, stdout, stderr };
}

describe('report', () => {
  test('--help shows an example', () => {
    expect(run('--help').stdout).toMatch(/Example:\n {2}\$ npx polyregion report\n/);
  });

  test('writes one page, says where, and leaves nothing else behind', () => {
    const before = readdirSync(folder);

    expect(run()).toEqual({ status: 0, stdout: 'report.html: written\n', stderr: '' });

    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
    expect(readdirSync(folder).sort()).toEqual([...before, 'report.html'].sort());
  });

  test('replaces the page of before, byte for byte the same', () => {
    run('--out', 'page.html');
    const first = readFileSync(join(folder, 'page.html'));
    run('--out', 'page.html');

    expect(readFileSync(join(folder, 'page.html')).equals(first)).toBe(true);
  });

  test('fails with all findings and leaves the page of before alone where the fleet has errors', () => {
    writeFileSync(join(folder, 'report.html'), 'the page of before');
    writeFileSync(join(folder, 'fleet.yaml'), edit(chatFleetText(), 'training: 40000', 'training: -1'));

    const { status, stdout, stderr } = run();

    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('error budgetsUsdPerMonth.training: is too small, got -1');
    expect(stderr).toContain('report.html: not written');
    expect(readFileSync(join(folder, 'report.html'), 'utf8')).toBe('the page of before');
  });

  test.each([
    { what: 'no folder', out: 'no/such/page.html', says: 'error --out: is in no folder, got "no/such/page.html"' },
    { what: 'a folder', out: 'traces', says: 'error --out: is not a file, got "traces"' },
  ])('fails without a stack trace where --out is $what', ({ out, says }) => {
    const { status, stderr } = run('--out', out);

    expect(status).toBe(1);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/\n {4}at /);
  });
});
