/**
 * Synthesizes every fleet of the project with CDK's template validation, cdk-nag and the project's rules, strictly, and lints
 * the templates, each in its own region: `npm run synth:gate`.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fleetFiles } from './fleet-files';
import { lint } from './lint-templates';
import { strictSynthesis } from './strict-synthesis';

const outdir = mkdtempSync(join(tmpdir(), 'polyregion-gate-'));
try {
  const synthesized = fleetFiles.map((fleet) => {
    const { assembly, faults } = strictSynthesis(fleet, join(outdir, basename(fleet)));
    console.log(
      `${fleet}: ${assembly?.stacks.length ?? 0} stacks, ${faults.length} findings\n${faults.join('\n')}`.trim(),
    );
    return { assembly, faults };
  });
  const linted = lint(synthesized.flatMap(({ assembly }) => assembly?.stacks ?? []));
  process.exitCode = linted && synthesized.every(({ faults }) => faults.length === 0) ? 0 : 1;
} finally {
  rmSync(outdir, { recursive: true, force: true });
}
