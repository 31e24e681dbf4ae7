import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { readPlan } from '../lib/commands/read-plan';
import { findingsText } from '../lib/report/findings-text';
import { validatedFleetApp } from '../lib/stacks/validated-app';

export interface StrictSynthesis {
  /** Undefined where the fleet has no plan or its synthesis failed. */
  readonly assembly: CloudAssembly | undefined;
  readonly faults: readonly string[];
}

/** Synthesizes a fleet as `cdk synth --strict` does: warnings of the validation and of constructs are faults too. */
export function strictSynthesis(fleet: string, outdir: string): StrictSynthesis {
  const { plan, findings } = readPlan(fleet);
  if (plan === undefined) {
    return { assembly: undefined, faults: [findingsText(findings)] };
  }
  return synthesizeStrictly(validatedFleetApp(plan, { outdir }));
}

export function synthesizeStrictly(app: App): StrictSynthesis {
  try {
    const assembly = app.synth();
    return { assembly, faults: [...validationFaults(assembly.directory), ...annotationFaults(assembly)] };
  } catch (error) {
    return { assembly: undefined, faults: [String(error)] };
  }
}

interface Report {
  readonly pluginReports: readonly { readonly violations: readonly object[] }[];
}

/** What the validation reports, warnings included: CDK throws for errors only. */
function validationFaults(directory: string): string[] {
  const { pluginReports } = JSON.parse(readFileSync(join(directory, 'validation-report.json'), 'utf8')) as Report;
  return pluginReports.flatMap(({ violations }) => violations.map((violation) => JSON.stringify(violation)));
}

const annotationFaults = ({ stacks }: CloudAssembly): string[] =>
  stacks.flatMap(({ messages }) =>
    messages
      .filter(({ level }) => level !== 'info')
      .map(({ level, id, entry }) => `${level} at ${id}: ${String(entry.data)}`),
  );
