/** Lints the templates of every fleet of the project, each in its own region: `npm run lint:templates`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readPlan } from '../lib/commands/read-plan';
import { fleetApp } from '../lib/stacks/fleet-app';
import { fleetFiles } from './fleet-files';

process.env.CDK_VALIDATION = 'false'; // npm run synth:gate validates
const outdir = mkdtempSync(join(tmpdir(), 'polyregion-lint-'));

/** One line `REGION PATH` for each template. A template of several fleets is listed once. */
function synthesized(): string[] {
  const lines = new Map<string, string>();
  for (const fleet of fleetFiles) {
    const { plan } = readPlan(fleet);
    if (plan === undefined) {
      throw new Error(`${fleet}: not valid, expected an example; run: npx polyregion validate --fleet ${fleet}`);
    }
    const assembly = fleetApp(plan, { outdir: join(outdir, basename(fleet)) }).synth();
    for (const { environment, templateFullPath } of assembly.stacks) {
      const text = readFileSync(templateFullPath, 'utf8');
      lines.set(`${environment.region} ${text}`, `${environment.region} ${templateFullPath}`);
    }
  }
  return [...lines.values()];
}

try {
  const { status, error } = spawnSync('.venv/bin/python', ['scripts/python/lint_templates.py'], {
    input: synthesized().join('\n'),
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  if (error !== undefined) {
    throw error;
  }
  process.exitCode = status ?? 1;
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
