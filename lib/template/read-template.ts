import { readFileSync } from 'node:fs';
import { type StackTemplate, stackTemplate } from './template';

/** A template that synth has just written, as it would be deployed. */
export const readTemplate = ({
  templatePath,
  region,
}: {
  readonly templatePath: string;
  readonly region?: string;
}): StackTemplate => stackTemplate(templatePath, region, JSON.parse(readFileSync(templatePath, 'utf8')));
