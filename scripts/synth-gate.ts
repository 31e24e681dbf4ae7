/** Synthesizes every fleet of the project with CDK's template validation and cdk-nag, strictly: `npm run synth:gate`. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fleetFiles } from './fleet-files';
import { runSideBySide } from './side-by-side';

const cli = join(dirname(require.resolve('aws-cdk/package.json')), 'bin', 'cdk');
const outdir = mkdtempSync(join(tmpdir(), 'polyregion-gate-'));
const options = ['--strict', '--quiet', '--no-notices', '--context', 'findings=quiet'];

runSideBySide(
  fleetFiles.map((fleet) => ({
    title: `synth gate: ${fleet}`,
    command: process.execPath,
    args: [cli, 'synth', ...options, '--context', `fleet=${fleet}`, '--output', join(outdir, basename(fleet))],
  })),
)
  .then((failed) => {
    process.exitCode = failed.length === 0 ? 0 : 1;
  })
  .finally(() => rmSync(outdir, { recursive: true, force: true }));
