import type { Finding } from '../../contract/findings';
import type { Question } from './init-questions';
import type { Answers } from './new-fleet-file';

/** Answers by flag, with what was taken without a word of the user. */
export interface Answered {
  readonly answers: Answers;
  /** Questions that neither a flag nor a person answered. */
  readonly assumed: readonly Question[];
}

/** Asks a person; undefined where the person wants to return to the question before. */
export type Ask = (
  question: Question,
  suggestion: string,
  check: (answer: string) => true | string,
) => Promise<string | undefined>;

export interface Interview {
  /** Undefined where there is no person to ask. */
  readonly ask: Ask | undefined;
  /** What is offered for a question after these answers. @default its own suggestion */
  readonly suggest?: (question: Question, answers: Answers) => string | undefined;
  /** What is wrong with an answer, given those before it; true where nothing is. @default nothing is checked */
  readonly check?: (question: Question, answers: Answers) => true | string;
  /** Called with all answers after each. */
  readonly keep?: (answers: Answers) => void;
}

/** Each question is answered by its flag, else by the person at the terminal, else by its suggestion. */
export async function answersTo(
  list: readonly Question[],
  given: Answers,
  { ask, suggest = () => undefined, check = () => true, keep = () => undefined }: Interview,
): Promise<Answered> {
  const answers: Record<string, string> = { ...given };
  const assumed: Question[] = [];
  const asked: number[] = [];
  for (let index = 0; index < list.length; ) {
    const question = list[index] as Question;
    if (question.flag in given || !isAskedOf(question, answers)) {
      index += 1;
      continue;
    }
    const suggestion = answers[question.flag] ?? suggest(question, answers) ?? question.suggestion;
    const answer =
      ask === undefined
        ? suggestion
        : await ask(question, suggestion, (value) => check(question, { ...answers, [question.flag]: value }));
    if (answer === undefined) {
      index = asked.pop() ?? index;
      continue;
    }
    answers[question.flag] = answer;
    assumed.push(...(ask === undefined ? [{ ...question, suggestion }] : []));
    asked.push(index);
    keep(answers);
    index += 1;
  }
  return { answers, assumed };
}

const isAskedOf = ({ shapes }: Question, { shape = '' }: Answers): boolean => shapes?.includes(shape) ?? true;

/** The questions whose answers findings are about. A finding about a whole part of the file is about every answer in it. */
export const questionsOf = (list: readonly Question[], findings: readonly Finding[]): Question[] =>
  list.filter(({ path }) => findings.some((finding) => isWithin(finding.path, path) || isWithin(path, finding.path)));

const isWithin = (path: string, part: string): boolean =>
  path === part || path.startsWith(`${part}.`) || path.startsWith(`${part}[`);
