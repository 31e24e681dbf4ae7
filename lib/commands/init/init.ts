import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Command, Option } from 'commander';
import { type Finding, hasErrors } from '../../contract/findings';
import { newLockFile } from '../../fleet/new-lock-file';
import { findingsText } from '../../report/findings-text';
import { example } from '../fleet-option';
import { lockFilePath, planTexts } from '../read-plan';
import { answersTo, questionsOf } from './ask-questions';
import { initOutcome } from './init-outcome';
import { type Question, questions } from './init-questions';
import { type Answers, newFleetFile, regionsIn } from './new-fleet-file';
import { packagePathFrom, projectFiles } from './project-files';
import { runbookAddress } from './runbook-address';
import { writeTogether } from './write-together';

/** Every other option is the answer of a question. */
type InitOptions = Readonly<Record<string, unknown>> & { readonly out: string; readonly dryRun?: boolean };

export function initCommand(): Command {
  const command = new Command('init')
    .description('create a fleet file and the files that its folder needs, by questions or by flags')
    .option('--out <path>', 'fleet file to write; the other files go beside it', 'fleet.yaml')
    .option('--dry-run', 'write nothing; show which files would be written')
    .addHelpText(
      'after',
      example('npx polyregion init', 'npx polyregion init --mean-requests 5 --regions us-east-1,us-west-2 </dev/null'),
    );
  for (const { flag, ask, suggestion, choices } of questions) {
    const option = new Option(`--${flag} <answer>`, `${ask} (${suggestion})`);
    command.addOption(choices === undefined ? option : option.choices(choices));
  }
  return command.action(init);
}

async function init(options: InitOptions): Promise<void> {
  const { out, dryRun: isDryRun = false } = options;
  const refusals = placeRefusals(out);
  if (refusals.length > 0) {
    refuse(refusals.join(''));
    return;
  }
  const address = runbookAddress(dirname(out), out);
  const list = questions.map((question) =>
    question.flag === 'runbooks' && address !== undefined
      ? { ...question, suggestion: address, isExample: false }
      : question,
  );
  const given = givenAnswers(list, options);
  const isTerminal = process.stdin.isTTY === true;
  const { answers, assumed } = await answersTo(list, given, isTerminal);
  if (assumed.length > 0) {
    const flags = assumed.map(({ flag, suggestion }) => `  --${flag} ${suggestion}\n`).join('');
    process.stderr.write(`not an interactive terminal: using these defaults\n${flags}`);
  }
  const valid = await validAnswers(list, answers, given, options);
  if (valid === undefined) {
    refuse('');
    return;
  }
  const texts = textsFrom(valid, out);
  const beside = projectFiles(out, valid.name ?? '');
  const files = new Map([[out, texts.fleet] as const, [lockFilePath(out), texts.lock] as const]);
  for (const { path, text } of beside) {
    if (text !== undefined) {
      files.set(path, text);
    }
  }
  if (!isDryRun) {
    writeTogether(files);
  }
  const examples = list.filter(({ flag, suggestion, isExample }) => isExample && valid[flag] === suggestion);
  process.stdout.write(initOutcome({ out, beside, isDryRun, examples }));
}

/** Why nothing can be written at a path; empty where it can. */
function placeRefusals(out: string): string[] {
  const folder = dirname(out);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    return [`--out: is in no folder, got ${out}, expected a folder that exists; create ${folder} first\n`];
  }
  return [out, lockFilePath(out)]
    .filter((path) => existsSync(path))
    .map((path) => `${path}: exists already, expected a new file; give --out another path\n`);
}

const givenAnswers = (list: readonly Question[], options: InitOptions): Answers =>
  Object.fromEntries(
    list.flatMap(({ flag }) => {
      const given = options[camelCase(flag)];
      return typeof given === 'string' ? [[flag, given]] : [];
    }),
  );

/**
 * The answers once they make a fleet that can be planned. A person is asked again what was wrong, and keeps the other
 * answers; undefined where there is no person to ask, or where only flags are wrong.
 */
async function validAnswers(
  list: readonly Question[],
  answers: Answers,
  given: Answers,
  { out }: InitOptions,
): Promise<Answers | undefined> {
  const errors = errorsIn(answers, out);
  if (errors.length === 0) {
    return answers;
  }
  process.stderr.write(findingsText(errors));
  const wrong = questionsOf(list, errors).filter(({ flag }) => answers[flag] !== undefined && !(flag in given));
  if (process.stdin.isTTY !== true || wrong.length === 0) {
    return undefined;
  }
  const again = wrong.map((question) => ({ ...question, suggestion: answers[question.flag] ?? question.suggestion }));
  const { answers: better } = await answersTo(again, {}, true);
  return validAnswers(list, { ...answers, ...better }, given, { out });
}

function errorsIn(answers: Answers, out: string): Finding[] {
  const { findings } = planTexts(out, { ...textsFrom(answers, out), measured: undefined });
  return hasErrors(findings) ? findings.filter(({ level }) => level === 'error') : [];
}

function textsFrom(answers: Answers, out: string): { fleet: string; lock: string } {
  const schema = `./${packagePathFrom(dirname(out))}/fleet.schema.json`.replace('./../', '../');
  return { fleet: newFleetFile(answers, schema), lock: newLockFile(regionsIn(answers), [answers.model ?? '']) };
}

function refuse(message: string): void {
  process.stderr.write(`${message}init: nothing was written\n`);
  process.exitCode = 1;
}

/** As commander names the option of a flag. */
const camelCase = (flag: string): string => flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
