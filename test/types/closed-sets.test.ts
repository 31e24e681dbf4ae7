import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { projectRoot } from '../support/fleets';

/** An edit of one source in memory: `added` stands after the first `after`. */
interface Edit {
  readonly file: string;
  readonly after: string;
  readonly added: string;
}

/** A member that no source handles, added to each closed set. */
const members: readonly Edit[] = [
  { file: 'lib/contract/shapes.ts', after: "'batch-inference'", added: ", 'unhandled-shape'" },
  { file: 'lib/contract/failover-modes.ts', after: "'warm-standby'", added: ", 'unhandled-mode'" },
  { file: 'lib/contract/holder-kinds.ts', after: "'cell-pool'", added: ", 'unhandled-holder'" },
];

/** The same with the types that a workload of the shape and a holder of the kind have. */
const membersWithTypes: readonly Edit[] = [
  ...members,
  {
    file: 'lib/fleet/schema/workload-schema.ts',
    after: 'const workloadsByShape = {',
    added: "\n  'unhandled-shape': ofShape('unhandled-shape', { objectives: latencyPromise }),",
  },
  {
    file: 'lib/plan/holders/holder.ts',
    after: 'export type CapacityHolder = CellPoolHolder',
    added: " | (Held & { readonly kind: 'unhandled-holder' })",
  },
];

const roots = ['lib/plan/make-plan.ts', 'lib/fleet/load-fleet.ts'].map((root) => join(projectRoot, root));

/** The files of the plan that do not compile once the edits are made, each once. */
function filesThatFail(edits: readonly Edit[]): string[] {
  const { config } = ts.readConfigFile(join(projectRoot, 'tsconfig.json'), ts.sys.readFile);
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: roots, include: [] }, ts.sys, projectRoot);
  const host = ts.createCompilerHost(options);
  const edited = new Map(edits.map((edit) => [join(projectRoot, edit.file), textWith(edit)]));
  const { getSourceFile } = host;
  host.getSourceFile = (path, target, ...rest) => {
    const text = edited.get(path);
    return text === undefined ? getSourceFile(path, target, ...rest) : ts.createSourceFile(path, text, target);
  };
  const program = ts.createProgram(roots, { ...options, noEmit: true, incremental: false }, host);
  const failing = program.getSemanticDiagnostics().map(({ file }) => relative(projectRoot, file?.fileName ?? ''));
  return [...new Set(failing)].sort();
}

function textWith({ file, after, added }: Edit): string {
  const text = readFileSync(join(projectRoot, file), 'utf8');
  expect(text, file).toContain(after);
  return text.replace(after, `${after}${added}`);
}

describe('a member of a closed set that a source does not handle', () => {
  test('does not compile wherever the set itself decides', () => {
    expect(filesThatFail(members)).toEqual([
      'lib/contract/holder-kinds.ts',
      'lib/fleet/failover-traits.ts',
      'lib/fleet/schema/workload-schema.ts',
      'lib/fleet/shape-traits.ts',
      'lib/plan/holders/capacity-holders.ts',
      'lib/plan/throughput/prefix-reuse.ts',
    ]);
  }, 120_000);

  test('does not compile wherever a workload or a holder is told apart by it', () => {
    expect(filesThatFail(membersWithTypes)).toEqual([
      'lib/contract/holder-kinds.ts',
      'lib/fleet/failover-traits.ts',
      'lib/fleet/shape-traits.ts',
      'lib/plan/capacity/companions.ts',
      'lib/plan/capacity/served-workload.ts',
      'lib/plan/holders/capacity-holders.ts',
      'lib/plan/holders/holder.ts',
      'lib/plan/throughput/prefix-reuse.ts',
    ]);
  }, 120_000);
});
