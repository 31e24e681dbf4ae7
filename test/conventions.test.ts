import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot, reachedFrom } from './support/import-graph';

interface TestedElsewhere {
  /** The files whose path begins so. */
  readonly files: string;
  /** Folders of the tests. */
  readonly tests: readonly string[];
  /** Set where the tests start the built program, so that they import nothing of it. */
  readonly asProcess?: true;
}

/**
 * Files whose tests stand in no folder of the same name, because another room is the first that shows what they do. The
 * rules are explained in docs/testing.md.
 */
const testedElsewhere: readonly TestedElsewhere[] = [
  { files: 'agent/', tests: ['test/agent'], asProcess: true },
  { files: 'lambda/shared/', tests: ['test/lambda'] },
  { files: 'lib/artifacts/', tests: ['test/commands'] },
  { files: 'lib/aws/', tests: ['test/commands'] },
  {
    files: 'lib/catalogue/',
    tests: ['test/architecture', 'test/constructs', 'test/plan', 'test/estimate', 'test/throughput', 'test/emulators'],
  },
  { files: 'lib/commands/', tests: ['test/bin', 'test/commands'] },
  { files: 'lib/commands/cdk-context.ts', tests: ['test/nodes'], asProcess: true },
  { files: 'lib/contract/', tests: ['test/agent', 'test/constructs', 'test/lambda', 'test/alerts', 'test/commands'] },
  { files: 'lib/engine/', tests: ['test/agent', 'test/constructs', 'test/plan', 'test/simulators'] },
  { files: 'lib/throughput/', tests: ['test/bench', 'test/estimate', 'test/plan'] },
  { files: 'lib/figures/', tests: ['test/plan'] },
  { files: 'lib/fleet/', tests: ['test/commands', 'test/plan'] },
  { files: 'lib/tables/', tests: ['test/report', 'test/commands'] },
  { files: 'lib/plan/', tests: ['test/bench', 'test/commands', 'test/report'] },
  { files: 'lib/removal/', tests: ['test/commands'] },
  { files: 'lib/report/', tests: ['test/commands'] },
  { files: 'lib/template/', tests: ['test/rules', 'test/stacks'] },
];

const filesUnder = (folder: string): string[] =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);

const tests = filesUnder('test').filter((name) => name.endsWith('.test.ts'));
const sources = ['lib', 'lambda', 'agent'].flatMap(filesUnder);

const mirrored = (source: string): string => `test/${source.replace(/^lib\//, '').replace(/\.ts$/, '')}.test.ts`;

/** `test/plan/capacity/x.test.ts` → `test/plan/capacity`, `test/plan`. */
const foldersOf = (test: string): string[] =>
  test
    .split('/')
    .slice(0, -1)
    .map((_, index, names) => names.slice(0, index + 1).join('/'))
    .slice(1);

const reachedIn = (source: string, folder: string): boolean =>
  tests.some((name) => name.startsWith(`${folder}/`) && reachedFrom(name).has(source));

function isTested(source: string): boolean {
  const test = mirrored(source);
  return (
    existsSync(join(projectRoot, test)) ||
    foldersOf(test).some((folder) => reachedIn(source, folder)) ||
    testedElsewhere
      .filter(({ files }) => source.startsWith(files))
      .some(({ tests, asProcess }) => asProcess || tests.some((folder) => reachedIn(source, folder)))
  );
}

test('every source has its tests where docs/testing.md says', () => {
  expect(sources.length).toBeGreaterThan(400);
  expect(sources.filter((source) => !isTested(source))).toEqual([]);
});

test('every exception of the convention is one of a file that exists', () => {
  const named = testedElsewhere.flatMap(({ files, tests }) => [files, ...tests]);

  expect(named.filter((path) => !existsSync(join(projectRoot, path)))).toEqual([]);
});
