import { basename, dirname, join, relative } from 'node:path';
import { fleetArgument } from '../../contract/fleet-argument';
import { lockFilePath } from '../read-plan';
import { stepsText } from '../steps-text';
import type { Question } from './init-questions';
import type { ProjectFile } from './project-files';

export interface InitOutcome {
  /** The fleet file. */
  readonly out: string;
  readonly beside: readonly ProjectFile[];
  readonly isDryRun: boolean;
  /** Questions whose suggestion stands, though it only shows the form of an answer. */
  readonly examples: readonly Question[];
}

/** What happened to each file, and what to do next. */
export function initOutcome({ out, beside, isDryRun, examples }: InitOutcome): string {
  const files: ProjectFile[] = [out, lockFilePath(out)].map((path) => ({ path, text: '', says: 'written' }));
  const lines = [...files, ...beside].map(({ path, text, says }) =>
    text !== undefined && isDryRun ? `${path}: would be ${says}\n` : `${path}: ${says}\n`,
  );
  return `${lines.join('')}${isDryRun ? 'Nothing was written.\n' : `${exampleLine(out, examples)}\nNext:\n${nextText(out, beside)}`}`;
}

const exampleLine = (out: string, examples: readonly Question[]): string =>
  examples.length === 0
    ? ''
    : `\nExamples stand in ${out} for: ${examples.map(({ path }) => path).join(', ')}.\nReplace them before you deploy.\n`;

function nextText(out: string, beside: readonly ProjectFile[]): string {
  const folder = relative(process.cwd(), dirname(out));
  const option = fleetArgument(basename(out));
  const isNewPackage = beside.some(
    ({ path, text }) => path === join(dirname(out), 'package.json') && text !== undefined,
  );
  return stepsText([
    ...(folder === '' ? [] : [[`cd ${folder}`, 'every command runs in the folder of the fleet file'] as const]),
    ...(isNewPackage ? [['npm install', 'installs the versions that package.json names'] as const] : []),
    [`npx polyregion start${option}`, 'plan, synthesize every stack, write the runbooks'],
    [`npx polyregion plan${option}`, 'what follows from the fleet file'],
  ]);
}
