import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { confirm } from '@inquirer/prompts';
import { Command, InvalidArgumentError, Option } from 'commander';
import { shellWord } from '../../contract/fleet-argument';
import { findingsText } from '../../report/findings-text';
import { example } from '../fleet-option';
import { lockFilePath, planTexts } from '../read-plan';
import { environmentNamed } from '../whole-fleet-file';
import { askAtTerminal } from './ask-at-terminal';
import { answersTo, type Interview, questionsOf } from './ask-questions';
import { finalTexts, type SearchOptions } from './final-texts';
import { errorsIn } from './fleet-texts';
import { initOutcome } from './init-outcome';
import { furtherQuestions, type Question, questions } from './init-questions';
import { forgetAnswers, keepAnswers, keptAnswers, keptPath } from './kept-answers';
import { automatic } from './model-answer';
import type { Answers } from './new-fleet-file';
import { openedGroups } from './open-groups';
import { projectFiles } from './project-files';
import { runbookAddress } from './runbook-address';
import { suggestionOf, withDefaults } from './suggestions';
import { writeTogether } from './write-together';

/** Every other option is the answer of a question. */
type InitOptions = Readonly<Record<string, unknown>> &
  SearchOptions & {
    readonly out: string;
    readonly dryRun?: boolean;
    readonly workload?: readonly string[];
  };

export function initCommand(): Command {
  const command = new Command('init')
    .description('create a fleet file and the files that its folder needs, by questions or by flags')
    .option('--out <path>', 'fleet file to write; the other files go beside it', 'fleet.yaml')
    .option(
      '--plan <number>',
      'write this one of the plans that are found; unless given, the cheapest that changes no answers',
      wholeNumber,
    )
    .option('--no-search', 'search no plans: types and layout are those that the plan chooses for itself')
    .option('--dry-run', 'write nothing; show which files would be written')
    .addHelpText(
      'after',
      example(
        'npx polyregion init',
        'npx polyregion init --model qwen3-32b --regions eu-central-1,eu-north-1 --mean-requests 5 </dev/null',
      ),
    );
  command.option(
    '--workload <answers>',
    'a further workload; what it leaves out is as in the first: name=nightly,shape=batch-inference,mean-requests=3; repeatable',
    (answers: string, earlier: readonly string[] = []) => [...earlier, answers],
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
  const isTerminal = process.stdin.isTTY === true;
  const given = givenAnswers(list, options);
  const order: Order = { out, list, given, further: furtherGiven(options), isTerminal };
  const valid = await keepingAnswers(out, () => validOrder(order));
  if (valid === undefined) {
    refuse('');
    return;
  }
  const texts = await keepingAnswers(out, () => finalTexts({ out, isTerminal, ...valid }, options));
  const broken = planTexts(out, { ...texts, measured: undefined }).findings.filter(({ level }) => level === 'error');
  if (broken.length > 0) {
    refuse(findingsText(broken));
    return;
  }
  const beside = projectFiles(out, valid.answers.name ?? '');
  const files = new Map([[out, texts.fleet] as const, [lockFilePath(out), texts.lock] as const]);
  for (const { path, text } of beside) {
    if (text !== undefined) {
      files.set(path, text);
    }
  }
  if (!isDryRun) {
    writeTogether(files);
    forgetAnswers(out);
  }
  const examples = list.filter(({ flag, suggestion, isExample }) => isExample && valid.answers[flag] === suggestion);
  process.stdout.write(initOutcome({ out, beside, isDryRun, examples }));
}

/** Why nothing can be written at a path; empty where it can. */
function placeRefusals(out: string): string[] {
  const folder = dirname(out);
  if (!existsSync(folder) || !statSync(folder).isDirectory()) {
    return [`--out: is in no folder, got ${out}, expected a folder that exists; create ${folder} first\n`];
  }
  const named = environmentNamed(out);
  if (named.length > 0) {
    return [findingsText(named)];
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

/** `shape=batch-inference,mean-requests=3`, once for each further workload. */
const furtherGiven = ({ workload = [] }: InitOptions): Answers[] =>
  workload.map((text) =>
    Object.fromEntries(
      text.split(',').map((pair): [string, string] => {
        const [flag = '', ...value] = pair.split('=');
        return [flag.trim() === 'name' ? 'workload-name' : flag.trim(), value.join('=').trim()];
      }),
    ),
  );

/** What is asked, and what flags have answered of it. */
interface Order {
  readonly out: string;
  readonly list: readonly Question[];
  readonly given: Answers;
  readonly further: readonly Answers[];
  readonly isTerminal: boolean;
}

interface ValidOrder {
  readonly answers: Answers;
  readonly further: readonly Answers[];
}

/** Says where the answers are where a person interrupts the interview. */
async function keepingAnswers<T>(out: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (thrown) {
    if (thrown instanceof Error && thrown.name === 'ExitPromptError' && keptAnswers(out) !== undefined) {
      process.stderr.write(`\nYour answers are kept in ${keptPath(out)}: npx polyregion init goes on from there.\n`);
    }
    throw thrown;
  }
}

async function validOrder(order: Order): Promise<ValidOrder | undefined> {
  const { out, list, given, isTerminal } = order;
  const kept = isTerminal ? await keptFrom(out) : {};
  if (isTerminal) {
    process.stderr.write('Type < to return to the question before. Ctrl-C keeps your answers.\n');
  }
  const interview = interviewOf(order, kept);
  const asked = isTerminal ? list.filter(({ group }) => group === undefined) : list;
  const first = await answersTo(asked, given, interview);
  const { answers: suggested, assumed } = isTerminal
    ? await answersTo(list, first.answers, { ...interview, ask: undefined })
    : first;
  const answers = isTerminal ? await openedGroups(list, given, suggested, interview) : suggested;
  if (!isTerminal && assumed.length > 0) {
    const flags = assumed.map(({ flag, suggestion }) => `  --${flag} ${shellWord(suggestion)}\n`).join('');
    process.stderr.write(`not an interactive terminal: using these defaults\n${flags}`);
  }
  const valid = await validAnswers(order, answers);
  if (valid === undefined || !isTerminal) {
    return valid && { answers: valid, further: order.further };
  }
  return { answers: valid, further: [...order.further, ...(await askedFurther(order, valid))] };
}

/** Answers of an interrupted interview, if the person wants to go on with them. */
async function keptFrom(out: string): Promise<Answers> {
  const kept = keptAnswers(out) ?? {};
  const count = Object.keys(kept).length;
  return count > 0 && (await confirm({ message: `Go on with the ${count} answers that you gave before?` })) ? kept : {};
}

/** Further workloads, for as long as the person has some. */
async function askedFurther(order: Order, answers: Answers): Promise<Answers[]> {
  const further: Answers[] = [];
  while (await confirm({ message: 'Add another workload?', default: false })) {
    const suggest = ({ flag }: Question) =>
      flag === 'workload-name' ? `workload-${further.length + 2}` : answers[flag];
    const check = (question: Question, own: Answers) => wrongIn(order, question, answers, [...further, own]);
    const { answers: own } = await answersTo(furtherQuestions, {}, { ask: askAtTerminal, suggest, check });
    further.push(own);
  }
  return further;
}

function interviewOf(order: Order, kept: Answers): Interview {
  const { out, list, isTerminal } = order;
  return {
    ask: isTerminal ? askAtTerminal : undefined,
    suggest: (question, answers) => kept[question.flag] ?? suggestionOf(question, withDefaults(list, answers)),
    check: (question, answers) => wrongIn(order, question, withDefaults(list, answers), []),
    ...(isTerminal && { keep: (answers: Answers) => keepAnswers(out, answers) }),
  };
}

/** The first error about an answer; errors about other answers have their own turn. */
function wrongIn(
  { out, list }: Order,
  question: Question,
  answers: Answers,
  further: readonly Answers[],
): true | string {
  const isBudget = question.flag === 'serving-budget' && answers['serving-budget'] !== automatic;
  const sizing = isBudget ? 'simulated' : 'arithmetic';
  const place = `workloads[${further.length}]`;
  const asked = { ...question, path: question.path.replace('workloads[0]', place) };
  const [first] = errorsIn(answers, out, further, sizing).filter(
    (finding) => questionsOf([asked], [finding]).length > 0,
  );
  const isOther =
    first !== undefined && questionsOf(list, [first]).some(({ path }) => path.startsWith(`${asked.path}.`));
  return first === undefined || isOther ? true : first.message;
}

/**
 * The answers once they make a fleet that can be planned. A person is asked again what was wrong, and keeps the other
 * answers; undefined where there is no person to ask, or where only flags are wrong.
 */
async function validAnswers(order: Order, answers: Answers): Promise<Answers | undefined> {
  const { out, list, given, further, isTerminal } = order;
  const isPlannedLater = 'serving-budget' in given || answers['serving-budget'] === automatic;
  const errors = errorsIn(answers, out, further, isPlannedLater ? 'arithmetic' : 'simulated');
  if (errors.length === 0) {
    return answers;
  }
  process.stderr.write(findingsText(errors));
  const wrong = questionsOf(list, errors).filter(({ flag }) => answers[flag] !== undefined && !(flag in given));
  if (!isTerminal || wrong.length === 0) {
    return undefined;
  }
  const suggest = ({ flag }: Question) => answers[flag];
  const { answers: better } = await answersTo(wrong, {}, { ask: askAtTerminal, suggest });
  return validAnswers(order, { ...answers, ...better });
}

function refuse(message: string): void {
  process.stderr.write(`${message}init: nothing was written\n`);
  process.exitCode = 1;
}

/** As commander names the option of a flag. */
const camelCase = (flag: string): string => flag.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new InvalidArgumentError('must be a whole number from 1 on.');
  }
  return value;
}
