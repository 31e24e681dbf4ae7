import { stringify } from 'yaml';
import { knownModels } from '../../catalogue/models';

/** Answers by the flag of their question. */
export type Answers = Readonly<Record<string, string>>;

/** The text of a fleet file that says what was answered; whether that is valid, the loader decides. */
export function newFleetFile(answers: Answers, schemaPath: string): string {
  const text = (flag: string): string => answers[flag] ?? '';
  const figure = (flag: string): number | string => (text(flag).trim() === '' ? text(flag) : numberOrText(text(flag)));
  /** `none: <reason>` is an answer too. */
  const noneOr = (flag: string, value: unknown): unknown => {
    const reason = /^none:\s*(.+)$/.exec(text(flag))?.[1];
    return reason === undefined ? value : { none: reason, owner: text('owner') };
  };
  const regions = regionsIn(answers);
  const fleet = {
    name: text('name'),
    owner: text('owner'),
    account: text('account'),
    domain: text('domain'),
    hostedZoneId: text('hosted-zone'),
    runbookBaseUrl: text('runbooks'),
    workloads: [
      {
        name: 'chat',
        shape: text('shape'),
        model: text('model'),
        demand: {
          meanRequestsPerSecond: figure('mean-requests'),
          peakRequestsPerSecond: figure('peak-requests'),
          meanInputTokens: figure('input-tokens'),
          meanOutputTokens: figure('output-tokens'),
        },
        maxInputTokens: figure('max-input-tokens'),
        maxOutputTokens: figure('max-output-tokens'),
        objectives: {
          ...(answers['ttft-seconds'] !== undefined && { timeToFirstTokenSeconds: figure('ttft-seconds') }),
          ...(answers['tpot-seconds'] !== undefined && { timePerOutputTokenSeconds: figure('tpot-seconds') }),
          ...(answers['deadline-hours'] !== undefined && { deadlineHours: figure('deadline-hours') }),
        },
        jurisdiction: text('jurisdiction'),
        failover: noneOr('failover', { mode: text('failover'), recoverySeconds: figure('recovery-seconds') }),
      },
    ],
    regions,
    jurisdictions: { [text('jurisdiction')]: regions },
    budgetsUsdPerMonth: {
      training: noneOr('training-budget', figure('training-budget')),
      evaluation: noneOr('evaluation-budget', figure('evaluation-budget')),
      serving: noneOr('serving-budget', figure('serving-budget')),
    },
    models: knownModels.filter(({ name }) => name === text('model')),
    access: { jwtIssuer: text('jwt-issuer') },
  };
  return `# yaml-language-server: $schema=${schemaPath}\n${stringify(fleet, { aliasDuplicateObjects: false })}`;
}

/** Regions may be separated by commas or by spaces. */
export const regionsIn = ({ regions = '' }: Answers): string[] => regions.split(/[\s,]+/).filter((code) => code !== '');

/** What is no number stays text, so that the loader names it. */
const numberOrText = (text: string): number | string => (Number.isNaN(Number(text)) ? text : Number(text));
