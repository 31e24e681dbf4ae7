import type { LaunchFailure } from '../../lib/contract/agent-events';
import type { ColdStartStage } from '../../lib/contract/cold-start';
import { guardImageAttempt } from '../guard/guard-process';
import { saltSecret } from '../io/cache-salt-secret';
import { weightsAttempts } from '../io/fetch-weights';
import { reasonOf } from '../metrics/launch-stages';
import type { Journal } from '../ports/journal';
import { imageAttempt } from './prepare';

export interface HangCause {
  readonly reason: LaunchFailure['reason'];
  readonly stage: ColdStartStage;
  /** The attempt that failed last, where one did. */
  readonly problem: string | undefined;
}

/**
 * What a launch waits for that does not come. The attempt that keeps failing names the cause better than the stage does:
 * what AWS denies is neither the image nor the weights, and an engine has warmed up where the guard still waits for its image
 * or its secret.
 * Whether the guard has both (`guarded`) and all engines have answered decides what is looked at.
 */
export function hangCause(
  { lastProblem }: Pick<Journal, 'lastProblem'>,
  stage: ColdStartStage,
  { guarded, answers }: { readonly guarded: boolean; readonly answers: boolean },
): HangCause {
  const ofGuard = guarded ? undefined : lastProblem((what) => [saltSecret, guardImageAttempt].includes(what));
  if (!guarded && (answers || isDenied(ofGuard))) {
    return { reason: isDenied(ofGuard) ? 'permission' : 'other', stage: 'boot', problem: ofGuard };
  }
  const problem = problemIn(lastProblem, stage);
  return { reason: isDenied(problem) ? 'permission' : reasonOf(stage), stage, problem };
}

function problemIn(lastProblem: Journal['lastProblem'], stage: ColdStartStage): string | undefined {
  if (stage === 'weights') {
    return lastProblem((what) => weightsAttempts.some((attempt) => what.startsWith(attempt)));
  }
  return stage === 'image' ? lastProblem((what) => what === imageAttempt) : undefined;
}

/** Names of AWS's errors, of which the texts stay unread. */
const isDenied = (problem = ''): boolean =>
  /AccessDenied|Forbidden|NotAuthorized|Unauthorized|InvalidAccessKeyId|SignatureDoesNotMatch/.test(problem);
