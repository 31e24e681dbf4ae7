import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { generatedFiles } from '../scripts/generated-files';
import { withSections } from '../scripts/page-sections';
import { projectRoot, readText } from './support/project-root';

describe('generated files', () => {
  let files: [string, string][] = [];

  beforeAll(async () => {
    files = [...(await generatedFiles(projectRoot))];
  }, 120_000);

  test('are current', () => {
    const stale = files.filter(([path, text]) => !existsSync(join(projectRoot, path)) || readText(path) !== text);

    expect(files.length).toBeGreaterThan(10);
    expect(
      stale.map(([path]) => path),
      'run: npm run generate',
    ).toEqual([]);
  });

  test('a generated part that a page has no place for fails', () => {
    expect(() => withSections('# x', new Map([['output', '']]))).toThrow('no section output');
  });
});

describe('documentation', () => {
  const sources = readdirSync(join(projectRoot, 'lib'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'));

  test('every page that a message or comment names exists', () => {
    const named = new Set(sources.flatMap((text) => text.match(/\bdocs\/[\w/-]+\.md\b/g) ?? []));

    expect(named.size).toBeGreaterThan(2);
    for (const path of named) {
      expect(existsSync(join(projectRoot, path)), path).toBe(true);
    }
  });

  test('every relative link of README and docs leads somewhere', () => {
    const pages = [
      'README.md',
      'CONTRIBUTING.md',
      'CHANGELOG.md',
      ...readdirSync(join(projectRoot, 'docs'))
        .filter((name) => name.endsWith('.md'))
        .map((name) => `docs/${name}`),
    ];
    for (const page of pages) {
      for (const [, target = ''] of readText(page).matchAll(/\]\((?!https?:|#)([^)#]+)/g)) {
        expect(existsSync(join(projectRoot, page, '..', target)), `${page}: ${target}`).toBe(true);
      }
    }
  });
});
