import { select } from '@inquirer/prompts';
import { askAtTerminal } from './ask-at-terminal';
import { answersTo, type Interview } from './ask-questions';
import { type Question, type QuestionGroup, questionGroups } from './init-questions';
import type { Answers } from './new-fleet-file';

/** Shows the groups of answers that were not asked for, and asks the questions of those that a person opens. */
export async function openedGroups(
  list: readonly Question[],
  given: Answers,
  suggested: Answers,
  interview: Interview,
): Promise<Answers> {
  let answers = suggested;
  for (;;) {
    const group = await select<QuestionGroup | undefined>({
      message: 'These stand as shown. Open a group to change it:',
      choices: [
        { name: 'go on', value: undefined },
        ...questionGroups.map((value) => ({ name: `${value}: ${shown(list, answers, value)}`, value })),
      ],
    });
    if (group === undefined) {
      return answers;
    }
    const suggest = ({ flag }: Question) => answers[flag];
    const opened = list.filter((question) => question.group === group && !(question.flag in given));
    const others = Object.fromEntries(
      Object.entries(answers).filter(([flag]) => !opened.some((question) => question.flag === flag)),
    );
    answers = (await answersTo(opened, others, { ...interview, ask: askAtTerminal, suggest })).answers;
  }
}

const shown = (list: readonly Question[], answers: Answers, group: QuestionGroup): string =>
  list.flatMap((one) => (one.group === group ? [`${one.flag} ${answers[one.flag] ?? one.suggestion}`] : [])).join(', ');
