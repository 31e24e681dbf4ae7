import { type LaunchFailure, launchFailed } from '../../lib/contract/agent-events';
import { hookNames } from '../../lib/contract/hooks';
import type { MadeReplica } from '../engine/make-replicas';
import { completeHookOnce } from '../instance/complete-hook-once';
import type { Context } from '../instance/context';
import { untilDone } from '../ports/retry';
import type { LaunchFault } from '../weights/launch-fault';
import { keepEvidence } from './keep-evidence';

/** Leaves time to say what went wrong before Auto Scaling gives up by itself. Assumed. */
export const sayWhySeconds = 30;

/** Keeps the evidence, says why the launch is given up, and lets Auto Scaling end it. */
export async function abandonLaunch(
  context: Context,
  targetState: string,
  fault: LaunchFault,
  made: readonly MadeReplica[] = [],
): Promise<void> {
  const { log, clock, sendEvent, parameters, instance } = context;
  const { reason, stage, problem } = fault;
  log('launch abandoned', { reason, stage, problem });
  await keepEvidence(context, made, { kind: 'launch-failed', reason, stage, problem });
  const { fleet, model } = parameters;
  const detail: LaunchFailure = { fleet, model, instanceId: instance.instanceId, reason, stage, problem };
  await untilDone(context, 'launch failure', () => sendEvent(launchFailed, detail), clock.limit(sayWhySeconds / 2));
  await completeHookOnce(context, hookNames.launch, targetState, 'ABANDON', 0);
}
