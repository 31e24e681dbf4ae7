import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface AssemblySize {
  readonly stacks: number;
  readonly resources: number;
}

/** Counts what a synth wrote. */
export function assemblySize(folder: string): AssemblySize {
  const templates = readdirSync(folder)
    .filter((name) => name.endsWith('.template.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as { Resources?: object });
  return {
    stacks: templates.length,
    resources: templates.reduce((sum, { Resources = {} }) => sum + Object.keys(Resources).length, 0),
  };
}
