/** Lints the templates of every fleet of the project, each in its own region: `npm run lint:templates`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { readPlan } from '../lib/commands/read-plan';
import { fleetApp } from '../lib/stacks/fleet-app';
import { fleetFiles } from './fleet-files';
import { runSideBySide } from './side-by-side';

process.env.CDK_VALIDATION = 'false'; // npm run synth:gate validates
const outdir = mkdtempSync(join(tmpdir(), 'polyregion-lint-'));

/** Paths of all templates, by region. */
function synthesized(): Map<string, string[]> {
  const templates = new Map<string, string[]>();
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
  return templates;
}

async function lintTemplates(): Promise<void> {
  try {
    const failed = await runSideBySide(
      [...synthesized()].map(([region, files]) => ({
        title: `lint templates: ${region}, ${files.length} templates`,
        command: '.venv/bin/cfn-lint',
        args: ['--regions', region, '--template', ...files],
      })),
    );
    process.exitCode = failed.length === 0 ? 0 : 1;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

lintTemplates();
