/** Synthesizes every fleet of the project with CDK's template validation and cdk-nag, strictly: `npm run synth:gate`. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fleetFiles } from './fleet-files';

const cli = join(dirname(require.resolve('aws-cdk/package.json')), 'bin', 'cdk');
const outdir = mkdtempSync(join(tmpdir(), 'polyregion-gate-'));

try {
  for (const fleet of fleetFiles) {
    const args = ['synth', '--strict', '--quiet', '--no-notices', '--output', join(outdir, 'cdk.out')];
    const context = ['--context', `fleet=${fleet}`, '--context', 'findings=quiet'];
    console.log(`synth gate: ${fleet}`);
    const { status } = spawnSync(process.execPath, [cli, ...args, ...context], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    if (status !== 0) {
      process.exitCode = 1;
      console.error(`synth gate: ${fleet} failed`);
    }
  }
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
