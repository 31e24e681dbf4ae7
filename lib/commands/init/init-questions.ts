import { knownModels } from '../../catalogue/models';
import { shapes } from '../../contract/shapes';
import { shapeTraits } from '../../fleet/shape-traits';

/** One question of `init`: asked in this order, or answered by a flag. */
export interface Question {
  /** Flag and key of the answer, for example `mean-requests` for `--mean-requests 20`. */
  readonly flag: string;
  readonly ask: string;
  readonly suggestion: string;
  /** Offered as a list; free text where undefined. */
  readonly choices?: readonly string[];
  /** Asked of these shapes only; of all where undefined. */
  readonly shapes?: readonly string[];
}

const promised = (promise: 'latency' | 'deadline') => shapes.filter((shape) => shapeTraits[shape].promise === promise);

/** In the order of the decision: shape, latency and jurisdiction, budgets, failover; then what the answers run on. */
export const questions: readonly Question[] = [
  { flag: 'shape', ask: 'What shape has the traffic?', suggestion: 'realtime-assistant', choices: shapes },
  { flag: 'mean-requests', ask: 'Requests per second, on average?', suggestion: '5' },
  { flag: 'peak-requests', ask: 'Requests per second in the busiest minute?', suggestion: '10' },
  { flag: 'input-tokens', ask: 'Tokens of a prompt, on average?', suggestion: '1024' },
  { flag: 'output-tokens', ask: 'Tokens of an answer, on average?', suggestion: '256' },
  { flag: 'max-input-tokens', ask: 'Tokens of the longest prompt to serve?', suggestion: '4096' },
  { flag: 'max-output-tokens', ask: 'Tokens of the longest answer to serve?', suggestion: '1024' },
  {
    flag: 'ttft-seconds',
    ask: 'Seconds until the first token, at most (TTFT)?',
    suggestion: '1',
    shapes: promised('latency'),
  },
  {
    flag: 'tpot-seconds',
    ask: 'Seconds between tokens, at most (TPOT)?',
    suggestion: '0.05',
    shapes: promised('latency'),
  },
  {
    flag: 'deadline-hours',
    ask: 'Hours until a day’s requests are done?',
    suggestion: '24',
    shapes: promised('deadline'),
  },
  { flag: 'jurisdiction', ask: 'Name of the jurisdiction that the traffic never leaves?', suggestion: 'united-states' },
  { flag: 'regions', ask: 'Its AWS Regions, home first?', suggestion: 'us-east-1,us-west-2' },
  { flag: 'training-budget', ask: 'Budget for training, USD a month (or none: <reason>)?', suggestion: '10000' },
  { flag: 'evaluation-budget', ask: 'Budget for evaluation, USD a month (or none: <reason>)?', suggestion: '5000' },
  { flag: 'serving-budget', ask: 'Budget for serving, USD a month (or none: <reason>)?', suggestion: '200000' },
  {
    flag: 'failover',
    ask: 'How do the regions share the work (active-active, warm-standby, pilot-light, or none: <reason>)?',
    suggestion: 'active-active',
  },
  { flag: 'recovery-seconds', ask: 'Seconds until clients of a lost region are served elsewhere?', suggestion: '180' },
  {
    flag: 'model',
    ask: 'Which model?',
    suggestion: knownModels[0]?.name ?? '',
    choices: knownModels.map(({ name }) => name),
  },
  { flag: 'name', ask: 'Name of the fleet?', suggestion: 'my-fleet' },
  { flag: 'owner', ask: 'E-mail address of its owner?', suggestion: 'platform@example.com' },
  { flag: 'account', ask: 'AWS account id?', suggestion: '111122223333' },
  { flag: 'domain', ask: 'Domain of the endpoints?', suggestion: 'ai.example.com' },
  { flag: 'hosted-zone', ask: 'Its Route 53 hosted zone id?', suggestion: 'Z0123456789EXAMPLE' },
  { flag: 'jwt-issuer', ask: 'Issuer of the clients’ tokens?', suggestion: 'https://login.example.com' },
  {
    flag: 'runbooks',
    ask: 'Where will the runbooks be read?',
    suggestion: 'https://github.com/example/fleet/blob/main/runbooks',
  },
];
