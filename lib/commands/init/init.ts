import { existsSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { input, select } from '@inquirer/prompts';
import { Command, Option } from 'commander';
import { hasErrors } from '../../contract/findings';
import { loadFleet } from '../../fleet/load-fleet';
import { loadPins } from '../../fleet/lock-file';
import { relatedFiles } from '../../fleet/related-files';
import { makePlan } from '../../plan/make-plan';
import { findingsText } from '../../report/findings-text';
import { example } from '../fleet-option';
import { type Question, questions } from './init-questions';
import { type Answers, newFleetFile } from './new-fleet-file';

type InitOptions = Readonly<Record<string, string | undefined>> & { readonly out: string };

export function initCommand(): Command {
  const command = new Command('init')
    .description('write a small fleet file from the questions of the decision, asked in order or answered by flags')
    .option('--out <path>', 'file to write; an existing one is left alone', 'my-fleet.yaml')
    .addHelpText(
      'after',
      example('npx polyregion init', 'npx polyregion init --mean-requests 5 --regions us-east-1,us-west-2 </dev/null'),
    );
  for (const { flag, ask: question, suggestion, choices } of questions) {
    const option = new Option(`--${flag} <answer>`, `${question} (${suggestion})`);
    command.addOption(choices === undefined ? option : option.choices(choices));
  }
  return command.action(async (options: InitOptions) => {
    if (existsSync(options.out)) {
      fail(`${options.out}: exists already, expected a new file; give --out another path\n`);
      return;
    }
    const text = newFleetFile(await answersTo(questions, options), schemaPathFrom(options.out));
    const { fleet, findings: loadFindings } = loadFleet(
      text,
      relatedFiles(() => []),
    );
    const planned = fleet === undefined ? [] : makePlan(fleet, loadPins(undefined, []).pins).findings;
    const findings = [...loadFindings, ...planned];
    if (hasErrors(findings)) {
      fail(`${findingsText(findings)}${options.out}: not written\n`);
      return;
    }
    writeFileSync(options.out, text, { flag: 'wx' });
    process.stdout.write(`${options.out}: written\nNext: npx polyregion plan --fleet ${options.out}\n`);
  });
}

function fail(message: string): void {
  process.stderr.write(message);
  process.exitCode = 1;
}

/** By flag, else asked at a terminal, else the suggestion. */
async function answersTo(list: readonly Question[], options: InitOptions): Promise<Answers> {
  const answers: Record<string, string> = {};
  const suggested: string[] = [];
  for (const question of list) {
    const given = options[camelCase(question.flag)];
    const isAsked = question.shapes?.includes(answers.shape ?? '') ?? true;
    if (given === undefined && !isAsked) {
      continue;
    }
    if (given === undefined && !process.stdin.isTTY) {
      suggested.push(`--${question.flag} ${question.suggestion}`);
    }
    answers[question.flag] = given ?? (process.stdin.isTTY ? await ask(question) : question.suggestion);
  }
  if (suggested.length > 0) {
    process.stderr.write(`No terminal to ask at, so these are the suggestions: ${suggested.join(' ')}\n`);
  }
  return answers;
}

const ask = ({ ask: message, suggestion, choices }: Question): Promise<string> =>
  choices === undefined
    ? input({ message, default: suggestion })
    : select({ message, choices: [...choices], default: suggestion });

/** As commander names the option of a flag. */
const camelCase = (flag: string): string => flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** From the new file to the schema at the root of the project. */
function schemaPathFrom(out: string): string {
  const path = relative(dirname(out), join(process.cwd(), 'fleet.schema.json'));
  return path.startsWith('.') ? path : `./${path}`;
}
