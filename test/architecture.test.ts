import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { beforeAll, describe, expect, test } from 'vitest';
import { programEdges } from '../scripts/program-edges';
import { rooms } from '../scripts/rooms';
import { subfolderOrder } from '../scripts/subfolder-order';
import { projectRoot } from './support/project-root';

/** Which folder may import which. A folder may always import itself. `*` in a folder's name stands for one folder. */
const mayImport = Object.fromEntries(rooms.map(({ folder, mayImport: allowed }) => [folder, allowed]));

/** Top folders that hold no TypeScript of the product. */
const otherFolders = ['docs', 'fleets', 'runbooks', 'test'];

/** Only these may know the CDK. */
const cdkFolders = ['bin', 'lib/constructs', 'lib/rules', 'lib/stacks', 'bench', 'scripts', 'local'];

/** Node modules that reach outside the process. */
const io = /^(node:)?(fs|fs\/promises|http|https|net|dns|child_process|os|process|worker_threads)$/;
const ioFolders = ['bin', 'lib/commands', 'scripts', 'bench', 'simulators', 'local', 'agent/io'];
/** Read no file of the user: one finds the bundles that the build has made, one the templates that synth has written. */
const ioExceptions = ['lib/constructs/bundled-code.ts', 'lib/template/read-template.ts'];

let modules: ICruiseResult['modules'] = [];

beforeAll(async () => {
  const { output } = await cruise(
    Object.keys(mayImport).map((folder) => folder.replace('/*', '')),
    {
      baseDir: projectRoot,
      tsPreCompilationDeps: true,
      doNotFollow: { path: 'node_modules' },
      exclude: { path: '^dist' },
    },
    {},
    { tsConfig: extractTSConfig(join(projectRoot, 'tsconfig.json')) },
  );
  modules = (output as ICruiseResult).modules.filter(
    ({ source }) => source.endsWith('.ts') && !source.includes('node_modules'),
  );
}, 60_000);

const roomOf = (folder: string): string => {
  const [first = ''] = folder.split('/');
  return folder in mayImport ? folder : `${first}/*` in mayImport ? `${first}/*` : first;
};

const folderOf = (path: string): string => roomOf(path.split('/').slice(0, 2).join('/'));

const matches = (pattern: string, path: string): boolean =>
  pattern === '*' ||
  path === pattern ||
  path.startsWith(`${pattern.replace(/\*$/, '').replace(/\/$/, '')}/`) ||
  path === `${pattern}.ts`;

const ownFolder = (path: string): string =>
  path.startsWith('lambda/') ? path.split('/').slice(0, 2).join('/') : folderOf(path);

describe('the architecture', () => {
  test('every folder of the sources is in the table', () => {
    expect(modules.length).toBeGreaterThan(60);
    for (const { source } of modules) {
      expect(Object.keys(mayImport), source).toContain(folderOf(source));
    }
  });

  test('every room of the table is there, and every folder is a room', () => {
    const folders = execFileSync('git', ['ls-files'], { cwd: projectRoot, encoding: 'utf8' })
      .split('\n')
      .filter((file) => file.includes('/') && !file.startsWith('.'))
      .map((file) =>
        file
          .split('/')
          .slice(0, /^(lib|lambda)\//.test(file) ? 2 : 1)
          .join('/'),
      )
      .filter((folder) => !otherFolders.includes(folder));

    expect(new Set(folders.map(roomOf))).toEqual(new Set(rooms.map(({ folder }) => folder)));
  });

  test('imports point one way', () => {
    const wrong = modules.flatMap(({ source, dependencies }) =>
      dependencies
        .filter(
          ({ resolved }) =>
            !resolved.includes('node_modules') &&
            /^(bin|lib|lambda|agent|programs|simulators|local|scripts|bench)\//.test(resolved),
        )
        .filter(({ resolved }) => ownFolder(resolved) !== ownFolder(source))
        .filter(({ resolved }) => !mayImport[folderOf(source)]?.some((pattern) => matches(pattern, resolved)))
        .map(({ resolved }) => `${source} → ${resolved}`),
    );

    expect(wrong).toEqual([]);
  });

  test.each(Object.entries(subfolderOrder))('the subfolders of %s import one way', (room, order) => {
    const inside = modules.filter(({ source }) => source.startsWith(`${room}/`));
    /** Empty for a file directly in the room. */
    const subfolderOf = (path: string): string => path.slice(room.length + 1).match(/^([^/]+)\//)?.[1] ?? '';
    const wrong = inside.flatMap(({ source, dependencies }) => {
      const before = order.slice(0, order.indexOf(subfolderOf(source)) + 1);
      return subfolderOf(source) === ''
        ? []
        : dependencies
            .filter(({ resolved }) => resolved.startsWith(`${room}/`) && !before.includes(subfolderOf(resolved)))
            .map(({ resolved }) => `${source} → ${resolved}`);
    });

    expect(new Set(inside.map(({ source }) => subfolderOf(source)).filter((name) => name !== ''))).toEqual(
      new Set(order),
    );
    expect(wrong).toEqual([]);
  });

  test('there are no cycles', () => {
    const circular = modules.flatMap(({ source, dependencies }) =>
      dependencies.filter((dependency) => dependency.circular).map(({ resolved }) => `${source} → ${resolved}`),
    );

    expect(circular).toEqual([]);
  });

  test('what decides in a program takes clock, randomness, settings and AWS as parameters', () => {
    const edges = programEdges.map(
      (edge) => new RegExp(`^${edge.replaceAll('.', '\\.').replaceAll('*', '[^/]+')}${edge.endsWith('/') ? '' : '$'}`),
    );
    const deciding = modules
      .filter(({ source }) => /^(agent|lambda|programs)\//.test(source))
      .filter(({ source }) => !edges.some((edge) => edge.test(source)));
    const impure =
      /Date\.now\(|new Date\(\)|Math\.random|\bset(Timeout|Interval)\(|process\.(env|hrtime)|performance\.now/;
    const withoutComments = (source: string): string =>
      readFileSync(join(projectRoot, source), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');

    expect(deciding.length).toBeGreaterThan(50);
    expect(deciding.map(({ source }) => source).filter((source) => impure.test(withoutComments(source)))).toEqual([]);
    expect(
      deciding
        .filter(({ dependencies }) =>
          dependencies.some(
            ({ module, dependencyTypes }) => module.startsWith('@aws-sdk/') && !dependencyTypes.includes('type-only'),
          ),
        )
        .map(({ source }) => source),
    ).toEqual([]);
  });

  test('only constructs, stacks and rules know the CDK', () => {
    const knowing = modules
      .filter(({ dependencies }) => dependencies.some(({ module }) => /^(aws-cdk-lib|constructs|cdk-nag)/.test(module)))
      .map(({ source }) => folderOf(source));

    expect([...new Set(knowing)].filter((folder) => !cdkFolders.includes(folder))).toEqual([]);
  });

  test('only commands, and the agent in a folder of its own, do I/O', () => {
    const reaching = modules
      .filter(({ dependencies }) => dependencies.some(({ module }) => io.test(module)))
      .map(({ source }) => source)
      .filter(
        (source) => !ioFolders.some((folder) => source.startsWith(`${folder}/`)) && !ioExceptions.includes(source),
      );

    expect(reaching).toEqual([]);
  });

  test('only the commands that ask AWS load its SDK, and only when they do', () => {
    const loading = modules
      .filter(({ source }) => /^(bin|lib)\//.test(source))
      .flatMap(({ source, dependencies }) =>
        dependencies
          .filter(
            ({ module, dependencyTypes }) => module.startsWith('@aws-sdk/') && !dependencyTypes.includes('type-only'),
          )
          .map(({ module, dynamic }) => ({ source, module, dynamic })),
      );

    expect(loading.length).toBeGreaterThan(0);
    expect(loading.filter(({ dynamic }) => !dynamic)).toEqual([]);
    expect(new Set(loading.map(({ source }) => source))).toEqual(
      new Set([
        'lib/commands/region/empty-groups.ts',
        'lib/commands/push/object-store.ts',
        'lib/commands/calibrate/read-metrics.ts',
        'lib/commands/push/region-repository.ts',
        'lib/commands/prices/read-region-answer.ts',
        'lib/commands/pin/find-network.ts',
        'lib/commands/pin/read-region-facts.ts',
        'lib/commands/doctor/read-account.ts',
        'lib/commands/doctor/read-network.ts',
        'lib/commands/doctor/read-region.ts',
        'lib/commands/launches/read-evidence.ts',
        'lib/commands/launches/read-refused.ts',
        'lib/commands/measure/document-store.ts',
        'lib/commands/measure/launch-source.ts',
        'lib/commands/measure/measured-instance.ts',
        'lib/commands/region/read-region-state.ts',
        'lib/commands/region/stack-client.ts',
        'lib/commands/region/withdraw-health-checks.ts',
      ]),
    );
  });

  test('every construct has a test', () => {
    const constructs = modules
      .map(({ source }) => source)
      .filter((source) => source.startsWith('lib/constructs/'))
      .filter((source) => / extends Construct\b/.test(readFileSync(join(projectRoot, source), 'utf8')));

    expect(constructs.length).toBeGreaterThan(20);
    expect(
      constructs.filter(
        (source) => !existsSync(join(projectRoot, source.replace(/^lib\/(.*)\.ts$/, 'test/$1.test.ts'))),
      ),
    ).toEqual([]);
  });

  test('the handler of a function is thin', () => {
    const handlers = modules.map(({ source }) => source).filter((source) => source.endsWith('/handler.ts'));

    expect(handlers.length).toBeGreaterThan(2);
    for (const source of handlers) {
      const lines = readFileSync(join(projectRoot, source), 'utf8').split('\n').length - 1;
      expect(lines, source).toBeLessThanOrEqual(30);
    }
  });

  test('files are small', () => {
    const lines = modules
      .map(({ source }) => ({ source, lines: readFileSync(join(projectRoot, source), 'utf8').split('\n').length - 1 }))
      .sort((a, b) => a.lines - b.lines);

    expect(lines.filter((file) => file.lines > 300)).toEqual([]);
    expect(lines[Math.floor(lines.length / 2)]?.lines).toBeLessThan(80);
  });

  test('there are no barrels', () => {
    expect(modules.filter(({ source }) => source.endsWith('/index.ts'))).toEqual([]);
  });

  test('decisions are numbered one after the other', () => {
    const numbers = readdirSync(join(projectRoot, 'docs/decisions')).map((name) => Number(name.slice(0, 4)));

    expect(numbers.sort((a, b) => a - b)).toEqual(numbers.map((_, index) => index + 1));
  });
});
