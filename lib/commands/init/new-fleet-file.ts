import { stringify } from 'yaml';
import type { Fleet } from '../../fleet/fleet';
import { longestModelName } from '../../fleet/schema/known-model-entry';
import { questions } from './init-questions';
import { automatic, type ModelAnswer, modelAnswer } from './model-answer';

/** Answers by the flag of their question. */
export type Answers = Readonly<Record<string, string>>;

/**
 * The text of a fleet file that says what was answered; whether that is valid, the loader decides.
 *
 * @param sizing arithmetic is fast enough to check each answer with
 * @param further answers about further workloads; what they leave out is as in the first
 */
export function newFleetFile(
  answers: Answers,
  schemaPath: string,
  further: readonly Answers[] = [],
  sizing: Fleet['sizing'] = 'simulated',
): string {
  const text = textOf(answers);
  const regions = regionsIn(answers);
  const all = [answers, ...further.map((own) => furtherAnswers(answers, own))];
  const models = new Map(all.map((one, index) => modelAt(one, index)).map(({ name, entry }) => [name, entry]));
  const fleet = {
    name: text('name'),
    owner: text('owner'),
    account: text('account'),
    domain: text('domain'),
    hostedZoneId: text('hosted-zone'),
    runbookBaseUrl: text('runbooks'),
    workloads: all.map((one, index) => workloadOf(one, modelAt(one, index).name)),
    regions,
    jurisdictions: { [text('jurisdiction')]: regions },
    budgetsUsdPerMonth: {
      training: noneOr(answers, 'training-budget', figure(answers, 'training-budget')),
      evaluation: noneOr(answers, 'evaluation-budget', figure(answers, 'evaluation-budget')),
      serving:
        answers['serving-budget'] === automatic
          ? unplannedBudget(answers)
          : noneOr(answers, 'serving-budget', figure(answers, 'serving-budget')),
    },
    models: [...models.values()],
    access: { jwtIssuer: text('jwt-issuer') },
    sizing,
  };
  return `# yaml-language-server: $schema=${schemaPath}\n${stringify(fleet, { aliasDuplicateObjects: false })}`;
}

const modelOf = ({ model = '', types = automatic }: Answers): ModelAnswer => modelAnswer(model, types);

/** What a further workload leaves out is as in the first, except what is not asked of its shape. */
function furtherAnswers(first: Answers, own: Answers): Answers {
  const { shape = first.shape ?? '' } = own;
  const foreign = questions.flatMap(({ flag, shapes }) => (shapes?.includes(shape) === false ? [flag] : []));
  const inherited = Object.entries(first).filter(([flag]) => !foreign.includes(flag));
  return { ...Object.fromEntries(inherited), ...own };
}

/** A batch beside other workloads has engines of its own: the same model under another name. */
export function modelAt(answers: Answers, index: number): ModelAnswer {
  const { name, entry } = modelOf(answers);
  if (index === 0 || answers.shape !== 'batch-inference') {
    return { name, entry };
  }
  const own = `${name.slice(0, longestModelName - '-batch'.length).replace(/-+$/, '')}-batch`;
  return { name: own, entry: { ...entry, name: own } };
}

function workloadOf(answers: Answers, model: string) {
  const text = textOf(answers);
  return {
    name: text('workload-name'),
    shape: text('shape'),
    model,
    demand: {
      meanRequestsPerSecond: figure(answers, 'mean-requests'),
      peakRequestsPerSecond: figure(answers, 'peak-requests'),
      meanInputTokens: figure(answers, 'input-tokens'),
      meanOutputTokens: figure(answers, 'output-tokens'),
    },
    maxInputTokens: figure(answers, 'max-input-tokens'),
    maxOutputTokens: figure(answers, 'max-output-tokens'),
    objectives: {
      ...(answers['ttft-seconds'] !== undefined && { timeToFirstTokenSeconds: figure(answers, 'ttft-seconds') }),
      ...(answers['tpot-seconds'] !== undefined && { timePerOutputTokenSeconds: figure(answers, 'tpot-seconds') }),
      ...(answers['deadline-hours'] !== undefined && { deadlineHours: figure(answers, 'deadline-hours') }),
    },
    jurisdiction: text('jurisdiction'),
    failover: noneOr(answers, 'failover', {
      mode: text('failover'),
      recoverySeconds: figure(answers, 'recovery-seconds'),
    }),
  };
}

const textOf =
  (answers: Answers) =>
  (flag: string): string =>
    answers[flag] ?? '';

const figure = (answers: Answers, flag: string): number | string => {
  const text = answers[flag] ?? '';
  return text.trim() === '' ? text : numberOrText(text);
};

/** Stands until the plan says what it costs at worst. */
const unplannedBudget = ({ owner = '' }: Answers) => ({ none: 'to be planned', owner });

/** `none: <reason>` is an answer too. */
const noneOr = (answers: Answers, flag: string, value: unknown): unknown => {
  const reason = /^none:\s*(.+)$/.exec(answers[flag] ?? '')?.[1];
  return reason === undefined ? value : { none: reason, owner: answers.owner ?? '' };
};

/** Regions may be separated by commas or by spaces. */
export const regionsIn = ({ regions = '' }: Answers): string[] => regions.split(/[\s,]+/).filter((code) => code !== '');

/** What is no number stays text, so that the loader names it. */
const numberOrText = (text: string): number | string => (Number.isNaN(Number(text)) ? text : Number(text));
