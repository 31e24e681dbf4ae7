import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kindsOf } from '../../../scripts/verification/claim';
import { claims } from '../../../scripts/verification/claims';
import { fleetFaults } from '../../../scripts/verification/fleet-faults';
import { instanceFaults } from '../../../scripts/verification/instance-faults';
import { kinds } from '../../../scripts/verification/kinds';
import { projectRoot, readText } from '../../support/project-root';

const page = readText('docs/verification.md');
const { scripts } = JSON.parse(readText('package.json')) as { scripts: Record<string, string> };
const commands = claims.flatMap(({ shown }) => shown.map(({ command }) => command));

/** Folders of the tests that a script of their own runs. `npm test` runs the other tests. */
const folders: Record<string, string> = { 'test:aws': 'test/aws', 'test:emulators': 'test/emulators' };

describe('docs/verification.md', () => {
  test('names no npm script that does not exist', () => {
    const named = [...page.matchAll(/\bnpm (?:run ([a-z:]+)|test\b)/g)].map(([, name = 'test']) => name);

    expect(named.length).toBeGreaterThan(claims.length);
    expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
  });

  test.each(commands)('%s runs tests that are there', (command) => {
    const [, script = '', paths = ''] = /^npm (?:run )?(\S+)(?: -- (.+))?$/.exec(command) ?? [];

    expect(scripts).toHaveProperty([script]);
    const named = paths.replace(/--\S+(?: \S+)?/g, '').split(' ');
    for (const path of named.filter((one) => one !== '')) {
      expect(existsSync(join(projectRoot, path)), path).toBe(true);
      const folder = Object.values(folders).find((one) => path.startsWith(`${one}/`));
      expect(folder, path).toBe(folders[script]);
    }
  });

  test('knows every kind that it uses, and uses every kind that it knows', () => {
    expect([...new Set(claims.flatMap(kindsOf))].sort()).toEqual(Object.keys(kinds).sort());
  });

  test('has each claim once, and each says how it is shown', () => {
    expect(new Set(claims.map(({ what }) => what)).size).toBe(claims.length);
    expect(claims.filter((claim) => kindsOf(claim).length === 0)).toEqual([]);
    for (const { what } of claims) {
      expect(page.split(`| ${what} |`), what).toHaveLength(2);
    }
  });

  test('names tests that are there, and each fault once', () => {
    const faults = [...instanceFaults, ...fleetFaults];
    const gone = faults
      .flatMap(({ heldBy }) => heldBy)
      .filter(({ file, title }) => !existsSync(join(projectRoot, file)) || !readText(file).includes(title));

    expect(gone).toEqual([]);
    expect(faults.filter(({ heldBy }) => heldBy.length === 0)).toEqual([]);
    expect(new Set(faults.map(({ what }) => what)).size).toBe(faults.length);
    // Numbered from 1 to 28, in order.
    expect(fleetFaults.map(({ what }) => what.split(':')[0])).toEqual(
      Array.from({ length: 28 }, (_, index) => `F${index + 1}`),
    );
  });

  test('breaks no table', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('|'));
    const cells = (row: string): number => row.replaceAll('\\|', '').split('|').length;
    const widths = rows.map((row, index) => [row, index === 0 ? cells(row) : cells(rows[index - 1] ?? '')] as const);
    const heads = new Set(rows.filter((_, index) => /^\|( --- \|)+$/.test(rows[index + 1] ?? '')));

    expect(widths.filter(([row, width]) => cells(row) !== width && !heads.has(row))).toEqual([]);
  });
});
