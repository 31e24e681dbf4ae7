import { knownModels } from '../../catalogue/models';
import { shapes } from '../../contract/shapes';
import { shapeTraits } from '../../fleet/shape-traits';
import { automatic } from './model-answer';

/** Questions whose suggestions usually stand: at a terminal they are shown together, and asked where a person opens the group. */
export const questionGroups = [
  'names and longest requests',
  'failover',
  'instance types',
  'budgets',
  'account and addresses',
] as const;

export type QuestionGroup = (typeof questionGroups)[number];

/** One question of `init`: asked in this order, or answered by a flag. */
export interface Question {
  /** Flag and key of the answer, for example `mean-requests` for `--mean-requests 20`. */
  readonly flag: string;
  readonly ask: string;
  readonly suggestion: string;
  /** Where the answer goes in the fleet file; the question is asked again where a finding is about that place. */
  readonly path: string;
  /** Offered as a list; free text where undefined. */
  readonly choices?: readonly string[];
  /** Found by search at a terminal; free text where undefined. */
  readonly finds?: 'model' | 'regions' | 'types';
  /** Asked of these shapes only; of all where undefined. */
  readonly shapes?: readonly string[];
  /** The suggestion only shows the form: an answer of the user must replace it before a deployment. */
  readonly isExample?: boolean;
  /** Undefined for what is asked of everyone. */
  readonly group?: QuestionGroup;
}

const promised = (promise: 'latency' | 'deadline') => shapes.filter((shape) => shapeTraits[shape].promise === promise);

const workload = (place: string): string => `workloads[0].${place}`;
const demand = (place: string): string => workload(`demand.${place}`);
const objective = (place: string): string => workload(`objectives.${place}`);

/** In the order of the decision: traffic, latency and jurisdiction, failover, model; then budgets, which follow from those, and addresses. */
export const questions: readonly Question[] = [
  {
    flag: 'workload-name',
    group: 'names and longest requests',
    ask: 'Name of the workload?',
    suggestion: 'chat',
    path: workload('name'),
  },
  {
    flag: 'shape',
    ask: 'What kind of traffic is it?',
    suggestion: 'realtime-assistant',
    path: workload('shape'),
    choices: shapes,
  },
  {
    flag: 'mean-requests',
    ask: 'Requests per second, on average?',
    suggestion: '5',
    path: demand('meanRequestsPerSecond'),
  },
  {
    flag: 'peak-requests',
    ask: 'Requests per second in the busiest minute?',
    suggestion: '10',
    path: demand('peakRequestsPerSecond'),
  },
  {
    flag: 'input-tokens',
    ask: 'Input tokens per request, on average?',
    suggestion: '1024',
    path: demand('meanInputTokens'),
  },
  {
    flag: 'output-tokens',
    ask: 'Output tokens per request, on average?',
    suggestion: '256',
    path: demand('meanOutputTokens'),
  },
  {
    flag: 'max-input-tokens',
    group: 'names and longest requests',
    ask: 'Input tokens per request, at most?',
    suggestion: '4096',
    path: workload('maxInputTokens'),
  },
  {
    flag: 'max-output-tokens',
    group: 'names and longest requests',
    ask: 'Output tokens per request, at most?',
    suggestion: '1024',
    path: workload('maxOutputTokens'),
  },
  {
    flag: 'ttft-seconds',
    ask: 'Seconds until the first token, at most (TTFT)?',
    suggestion: '2',
    path: objective('timeToFirstTokenSeconds'),
    shapes: promised('latency'),
  },
  {
    flag: 'tpot-seconds',
    ask: 'Seconds between output tokens, at most (TPOT)?',
    suggestion: '0.1',
    path: objective('timePerOutputTokenSeconds'),
    shapes: promised('latency'),
  },
  {
    flag: 'deadline-hours',
    ask: 'Hours within which a day’s requests must be done?',
    suggestion: '24',
    path: objective('deadlineHours'),
    shapes: promised('deadline'),
  },
  {
    flag: 'regions',
    ask: 'AWS Regions that serve it, the home region first, separated by commas?',
    suggestion: 'us-east-1,us-west-2',
    path: 'regions',
    finds: 'regions',
  },
  {
    flag: 'jurisdiction',
    group: 'failover',
    ask: 'Name for the jurisdiction that the traffic must not leave?',
    suggestion: 'united-states',
    path: 'jurisdictions',
  },
  {
    flag: 'failover',
    group: 'failover',
    ask: 'How do the regions share the work: active-active, warm-standby, pilot-light, or none: <reason>?',
    suggestion: 'active-active',
    path: workload('failover.mode'),
  },
  {
    flag: 'recovery-seconds',
    group: 'failover',
    ask: 'After a region is lost, seconds until its clients are served elsewhere?',
    suggestion: '180',
    path: workload('failover.recoverySeconds'),
  },
  {
    flag: 'model',
    ask: 'Which model (an id, or a part of it that only one has)?',
    suggestion: knownModels[0]?.name ?? '',
    path: 'models[0]',
    finds: 'model',
  },
  {
    flag: 'types',
    group: 'instance types',
    ask: 'Instance types it may run on, separated by commas?',
    suggestion: automatic,
    path: 'models[0].instanceTypes',
    finds: 'types',
  },
  {
    flag: 'training-budget',
    group: 'budgets',
    ask: 'Budget for training, USD a month (or none: <reason>)?',
    suggestion: '10000',
    path: 'budgetsUsdPerMonth.training',
  },
  {
    flag: 'evaluation-budget',
    group: 'budgets',
    ask: 'Budget for evaluation, USD a month (or none: <reason>)?',
    suggestion: '5000',
    path: 'budgetsUsdPerMonth.evaluation',
  },
  {
    flag: 'serving-budget',
    group: 'budgets',
    ask: 'Budget for serving, USD a month (automatic: what the plan costs at worst; or none: <reason>)?',
    suggestion: automatic,
    path: 'budgetsUsdPerMonth.serving',
  },
  { flag: 'name', group: 'account and addresses', ask: 'Name of the fleet?', suggestion: 'my-fleet', path: 'name' },
  {
    flag: 'owner',
    group: 'account and addresses',
    ask: 'E-mail address of its owner?',
    suggestion: 'platform@example.com',
    path: 'owner',
    isExample: true,
  },
  {
    flag: 'account',
    group: 'account and addresses',
    ask: 'AWS account id?',
    suggestion: '111122223333',
    path: 'account',
    isExample: true,
  },
  {
    flag: 'domain',
    group: 'account and addresses',
    ask: 'Domain name for the endpoints?',
    suggestion: 'ai.example.com',
    path: 'domain',
    isExample: true,
  },
  {
    flag: 'hosted-zone',
    group: 'account and addresses',
    ask: 'Id of the domain’s Route 53 hosted zone?',
    suggestion: 'Z0123456789EXAMPLE',
    path: 'hostedZoneId',
    isExample: true,
  },
  {
    flag: 'jwt-issuer',
    group: 'account and addresses',
    ask: 'Issuer of the tokens (JWT) that clients send?',
    suggestion: 'https://login.example.com',
    path: 'access',
    isExample: true,
  },
  {
    flag: 'runbooks',
    group: 'account and addresses',
    ask: 'Web address of the runbooks folder in your repository?',
    suggestion: 'https://github.com/example/fleet/blob/main/runbooks',
    path: 'runbookBaseUrl',
    isExample: true,
  },
];

const workloadFlags = new Set(
  questions.flatMap(({ flag, path }) => (path.startsWith('workloads[0]') || flag === 'model' ? [flag] : [])),
);

/** What a further workload may answer for itself. */
export const workloadQuestions: readonly Question[] = questions.filter(({ flag }) => workloadFlags.has(flag));

/** Those that are asked again of each further workload. */
export const furtherQuestions: readonly Question[] = workloadQuestions.filter(
  ({ flag, group }) => group === undefined || flag === 'workload-name',
);
