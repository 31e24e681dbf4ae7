import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, test } from 'vitest';
import { projectRoot } from './support/project-root';

const filesUnder = (folder: string): string[] =>
  readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`);

/** The one place that lets a promise go: it logs where the work fails, and begins it again. */
const owner = 'agent/ports/background.ts';

const parse = (path: string, text: string): ts.SourceFile =>
  ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);

function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  const children: ts.Node[] = [];
  ts.forEachChild(node, (child) => {
    children.push(child);
  });
  for (const child of children) {
    yield* nodesOf(child);
  }
}

/** Names of functions, methods and members of which every declaration gives a promise, by its own words. */
function promising(sources: readonly ts.SourceFile[]): ReadonlySet<string> {
  const gives = new Map<string, boolean>();
  for (const source of sources) {
    for (const node of nodesOf(source)) {
      const named = node as ts.NamedDeclaration & { readonly type?: ts.TypeNode; readonly initializer?: ts.Expression };
      const work = named.initializer ?? node;
      const type = ((work as { readonly type?: ts.TypeNode }).type ?? named.type)?.getText(source) ?? '';
      const isFunction = ts.isFunctionLike(work) || type.includes('=>');
      if (named.name !== undefined && ts.isIdentifier(named.name) && isFunction) {
        const modifiers = ts.canHaveModifiers(work) ? (ts.getModifiers(work) ?? []) : [];
        const isAsync = modifiers.some(({ kind }) => kind === ts.SyntaxKind.AsyncKeyword);
        const { text: name } = named.name;
        gives.set(name, (gives.get(name) ?? true) && (isAsync || /^(\(.*\) => )?Promise</.test(type)));
      }
    }
  }
  return new Set([...gives].flatMap(([name, always]) => (always ? [name] : [])));
}

/** Statements that let a promise go: `void` before one, a call that gives one, or a chain without an end for failures. */
function unowned(source: ts.SourceFile, names: ReadonlySet<string>): string[] {
  const found: string[] = [];
  for (const node of nodesOf(source)) {
    if (!ts.isExpressionStatement(node)) {
      continue;
    }
    const { expression } = node;
    const called = ts.isCallExpression(expression) ? expression.expression : undefined;
    const name = called && (ts.isPropertyAccessExpression(called) ? called.name.text : called.getText(source));
    if (ts.isVoidExpression(expression) || name === 'then' || name === 'finally' || names.has(name ?? '')) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
      found.push(`${source.fileName}:${line + 1}: ${node.getText(source).split('\n')[0]}`);
    }
  }
  return found;
}

const text = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');

test('every promise of the agent and the functions is waited for, or has the one owner that logs its failure', () => {
  const sources = ['agent', 'lambda', 'programs'].flatMap(filesUnder).map((path) => parse(path, text(path)));
  const names = promising(sources);

  expect(sources.flatMap((source) => (source.fileName === owner ? [] : unowned(source, names)))).toEqual([]);
  expect(unowned(parse(owner, text(owner)), names)).toHaveLength(1);
});

test.each([
  ['void work();', 'const work = async (): Promise<void> => {};'],
  ['work();', 'const work = async (): Promise<void> => {};'],
  ['clock.sleep(1);', 'interface Clock { sleep(seconds: number): Promise<void> }'],
  ['clock.sleep(1);', 'interface Clock { readonly sleep: (seconds: number) => Promise<void> }'],
  ['started.then(() => 1);', ''],
])('fails at %s after %s', (statement, declaration) => {
  const source = parse('a.ts', `${declaration}\n${statement}`);

  expect(unowned(source, promising([source]))).toEqual([`a.ts:2: ${statement}`]);
});

test.each(['await work();', 'work().catch(() => 1);', 'const started = work();'])('passes at %s', (statement) => {
  const source = parse('a.ts', `const work = async (): Promise<void> => {};\n${statement}`);

  expect(unowned(source, promising([source]))).toEqual([]);
});
