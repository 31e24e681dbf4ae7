import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import type { Template } from './template';

export interface SynthesizedStack {
  readonly name: string;
  readonly region: string;
  readonly templateFile: string;
  readonly template: Template;
}

/** Every stack of a synthesized app, in the order of its manifest. */
export const synthesizedStacks = (folder: string): SynthesizedStack[] =>
  new CloudAssembly(folder).stacks.map(({ stackName, templateFile, environment: { region } }) => ({
    name: stackName,
    region,
    templateFile,
    template: JSON.parse(readFileSync(join(folder, templateFile), 'utf8')),
  }));
