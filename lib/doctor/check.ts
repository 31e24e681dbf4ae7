import type { Command } from '../alerts/command';
import type { Finding } from '../contract/findings';

/**
 * - `fine`: nothing to do
 * - `missing`: the deployment, or what runs after it, fails without it
 * - `waiting`: asked for, and AWS or a person has not answered yet
 * - `later`: can only be done once the fleet is deployed
 * - `unknown`: the question got no answer
 */
export type CheckState = 'fine' | 'missing' | 'waiting' | 'later' | 'unknown';

/** What was looked at, and what was found. */
export interface Check {
  /** For example `quota`. */
  readonly about: string;
  /** For example `us-east-1 L-417A185B`; empty where there is one of it. */
  readonly where: string;
  readonly state: CheckState;
  readonly says: string;
  /** What mends it; absent where it is fine, or where no command can. */
  readonly command?: Command;
  /** How long the command needs to take effect, and who says so. */
  readonly takes?: string;
  /** True where only what runs after the deployment needs it. */
  readonly isForLater?: true;
}

/** What a question to AWS, DNS or an issuer got. */
export type Answer<T> = { readonly value: T } | { readonly unanswered: Finding };

/** The verdict on an answer; a question without one is never taken for fine. */
export const judged = <T>(
  about: string,
  where: string,
  answer: Answer<T>,
  judge: (value: T) => Omit<Check, 'about' | 'where'>,
): Check =>
  'value' in answer
    ? { about, where, ...judge(answer.value) }
    : { about, where, state: 'unknown', says: `${answer.unanswered.path} ${answer.unanswered.message}` };

/** Whether a deployment can start: nothing that it needs is missing, waited for or unknown. */
export const canDeploy = (checks: readonly Check[]): boolean =>
  checks.every(({ state, isForLater }) => isForLater || state === 'fine' || state === 'later');
