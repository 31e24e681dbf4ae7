import { input, select } from '@inquirer/prompts';
import type { Finding } from '../../contract/findings';
import type { Question } from './init-questions';
import type { Answers } from './new-fleet-file';

/** Answers by flag, with what was taken without a word of the user. */
export interface Answered {
  readonly answers: Answers;
  /** Questions that neither a flag nor a person answered. */
  readonly assumed: readonly Question[];
}

/** Each question is answered by its flag, else by the person at the terminal, else by its suggestion. */
export async function answersTo(
  list: readonly Question[],
  given: Answers,
  isTerminal: boolean,
  ask: (question: Question) => Promise<string> = askAtTerminal,
): Promise<Answered> {
  const answers: Record<string, string> = {};
  const assumed: Question[] = [];
  for (const question of list) {
    const flag = given[question.flag];
    if (flag !== undefined) {
      answers[question.flag] = flag;
    } else if (question.shapes?.includes(answers.shape ?? '') ?? true) {
      answers[question.flag] = isTerminal ? await ask(question) : question.suggestion;
      assumed.push(...(isTerminal ? [] : [question]));
    }
  }
  return { answers, assumed };
}

/** The questions whose answers findings are about. A finding about a whole part of the file is about every answer in it. */
export const questionsOf = (list: readonly Question[], findings: readonly Finding[]): Question[] =>
  list.filter(({ path }) => findings.some((finding) => isWithin(finding.path, path) || isWithin(path, finding.path)));

const isWithin = (path: string, part: string): boolean =>
  path === part || path.startsWith(`${part}.`) || path.startsWith(`${part}[`);

const askAtTerminal = ({ ask: message, suggestion, choices }: Question): Promise<string> =>
  choices === undefined
    ? input({ message, default: suggestion })
    : select({ message, choices: [...choices], default: suggestion });
