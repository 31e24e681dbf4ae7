/** Lints the templates of every fleet of the project, each in its own region: `npm run lint:templates`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readPlan } from '../lib/commands/read-plan';
import { fleetApp } from '../lib/stacks/fleet-app';
import { fleetFiles } from './fleet-files';

process.env.CDK_VALIDATION = 'false'; // npm run synth:gate validates
const outdir = mkdtempSync(join(tmpdir(), 'polyregion-lint-'));
const templates = new Map<string, string[]>();

try {
  for (const fleet of fleetFiles) {
    const { plan } = readPlan(fleet);
    if (plan === undefined) {
      throw new Error(`${fleet}: not valid, expected an example; run: npx polyregion validate --fleet ${fleet}`);
    }
    const assembly = fleetApp(plan, { outdir: join(outdir, basename(fleet)) }).synth();
    for (const { environment, templateFullPath } of assembly.stacks) {
      templates.set(environment.region, [...(templates.get(environment.region) ?? []), templateFullPath]);
    }
  }
  for (const [region, files] of templates) {
    console.log(`lint templates: ${region}, ${files.length} templates`);
    const { status, error } = spawnSync('.venv/bin/cfn-lint', ['--regions', region, '--template', ...files], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (status !== 0) {
      console.error(`lint templates: ${region} failed${error === undefined ? '' : `, got ${error.message}`}`);
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
