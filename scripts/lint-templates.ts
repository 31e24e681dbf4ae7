import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';

type Stack = CloudAssembly['stacks'][number];

/** Lints templates with cfn-lint, each in its own region and equal ones once, prints the findings, and says whether there are none. */
export function lint(stacks: readonly Stack[]): boolean {
  const lines = new Map(
    stacks.map(({ environment, templateFullPath }) => [
      `${environment.region} ${readFileSync(templateFullPath, 'utf8')}`,
      `${environment.region} ${templateFullPath}`,
    ]),
  );
  const { status, error } = spawnSync('.venv/bin/python', ['scripts/python/lint_templates.py'], {
    input: [...lines.values()].join('\n'),
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  if (error !== undefined) {
    throw error;
  }
  return status === 0;
}
