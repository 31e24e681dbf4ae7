import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { startProgram } from '../support/cli';
import { projectRoot, readText } from '../support/project-root';

const compiler = join(projectRoot, 'node_modules/typescript-7/bin/tsc');

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

const roots = ['lib/plan/make-plan.ts', 'lib/fleet/load-fleet.ts'];

const folder = mkdtempSync(join(tmpdir(), 'polyregion-types-'));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The files of the plan that do not compile once the edits are made, each once. */
async function filesThatFail(edits: readonly Edit[]): Promise<string[]> {
  const copy = mkdtempSync(join(folder, 'edited-'));
  cpSync(join(projectRoot, 'lib'), join(copy, 'lib'), { recursive: true });
  cpSync(join(projectRoot, 'package.json'), join(copy, 'package.json'));
  symlinkSync(join(projectRoot, 'node_modules'), join(copy, 'node_modules'));
  const { compilerOptions } = JSON.parse(readText('tsconfig.json')) as { compilerOptions: object };
  writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: roots }));
  for (const edit of edits) {
    writeFileSync(join(copy, edit.file), textWith(edit));
  }
  const { done } = startProgram(copy, compiler, ['--pretty', 'false'], {});
  const failing = [...(await done).stdout.matchAll(/^(\S+)\(\d+,\d+\): error/gm)].map(([, file]) => file as string);
  return [...new Set(failing)].sort();
}

function textWith({ file, after, added }: Edit): string {
  const text = readText(file);
  expect(text, file).toContain(after);
  return text.replace(after, `${after}${added}`);
}

describe('a member of a closed set that a source does not handle', () => {
  test('does not compile wherever the set itself decides', async () => {
    expect(await filesThatFail(members)).toEqual([
      'lib/contract/holder-kinds.ts',
      'lib/fleet/failover-traits.ts',
      'lib/fleet/schema/workload-schema.ts',
      'lib/fleet/shape-traits.ts',
      'lib/plan/holders/capacity-holders.ts',
      'lib/plan/holders/quota.ts',
    ]);
  });

  test('does not compile wherever a workload or a holder is told apart by it', async () => {
    expect(await filesThatFail(membersWithTypes)).toEqual([
      'lib/contract/holder-kinds.ts',
      'lib/fleet/failover-traits.ts',
      'lib/fleet/shape-traits.ts',
      'lib/plan/buying/host-or-buy.ts',
      'lib/plan/capacity/companions.ts',
      'lib/plan/capacity/served-workload.ts',
      'lib/plan/holders/capacity-holders.ts',
      'lib/plan/holders/holder.ts',
      'lib/plan/holders/quota.ts',
    ]);
  });
});
