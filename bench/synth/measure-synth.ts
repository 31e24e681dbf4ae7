import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AssemblySize, assemblySize } from './assembly-size';
import type { Side } from './sides';
import type { Usage } from './usage';

export interface Sample extends Usage, AssemblySize {}

/** Runs one synth in a new process, into a new folder, and removes the folder. */
export function measureSynth({ program, regions, nag = false, validation = false }: Side, alarms: number): Sample {
  const outdir = mkdtempSync(join(tmpdir(), 'polyregion-synth-'));
  const args = ['--outdir', outdir, '--regions', String(regions)];
  const own = [...(program === 'bare-side' ? ['--alarms', String(alarms)] : []), ...(nag ? ['--nag'] : [])];
  try {
    const child = spawnSync(process.execPath, [join(__dirname, `${program}.js`), ...args, ...own], {
      encoding: 'utf8',
      env: { ...process.env, ...withoutCdkCli, CDK_VALIDATION: validation ? undefined : 'false' },
    });
    if (child.status !== 0) {
      throw new Error(`${program} ${args.join(' ')}: exited with ${child.status}\n${child.stderr}${child.stdout}`);
    }
    const usage = JSON.parse(child.stdout.trimEnd().split('\n').at(-1) ?? '') as Usage;
    return { ...usage, ...assemblySize(outdir) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Environment variables that the CDK CLI sets for the app. */
const withoutCdkCli = { CDK_OUTDIR: undefined, CDK_CONTEXT_JSON: undefined };
