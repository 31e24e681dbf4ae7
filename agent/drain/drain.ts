import { hookNames } from '../../lib/contract/hooks';
import { nameOfError } from '../../programs/name-of-error';
import type { LeaveTargetGroup } from '../ports/aws';
import { inBackground } from '../ports/background';
import type { RetryPorts } from '../ports/retry';
import type { DrainCause } from './drain-cause';
import type { DrainLimits } from './drain-limits';

export interface DrainPorts extends RetryPorts {
  readonly targetGroupArns: readonly string[];
  readonly leaveTargetGroup: LeaveTargetGroup;
  /** Requests that have not ended. */
  readonly inFlight: () => number;
  readonly stopAdmitting: () => Promise<void>;
  readonly stopEngines: (limits: Pick<DrainLimits, 'stopSeconds' | 'endSeconds'>) => Promise<void>;
  /** Completes the drain hook once Auto Scaling waits for it. */
  readonly completeHook: (hook: string) => Promise<void>;
}

const pollSeconds = 1;

/** Takes the instance out of service: nothing that is in flight is cut before its limit. */
export async function drain(ports: DrainPorts, cause: DrainCause, limits: DrainLimits): Promise<void> {
  const { clock, log } = ports;
  const begunAt = clock.now();
  log('draining', { cause, inFlight: ports.inFlight(), limitSeconds: limits.streamsSeconds });
  if (cause === 'spot-notice') {
    const limit = clock.limit(limits.streamsSeconds);
    inBackground(ports, 'leave target groups', () => leaveTargetGroups(ports, limit));
  }
  await clock.sleep(limits.admitSeconds);
  await ports.stopAdmitting();
  while (ports.inFlight() > 0 && clock.now() - begunAt < limits.streamsSeconds) {
    await clock.sleep(pollSeconds);
  }
  log('drained', { cause, cut: ports.inFlight(), afterSeconds: Math.round(clock.now() - begunAt) });
  await ports.stopEngines(limits);
  log('engines stopped', { cause });
  await ports.completeHook(hookNames.drain);
}

/** On scale-in Auto Scaling deregisters the instance. On a spot notice it would be too late, so the agent does. */
async function leaveTargetGroups(ports: DrainPorts, signal: AbortSignal): Promise<void> {
  await Promise.all(
    ports.targetGroupArns.map(async (arn) => {
      for (let tries = 0; !signal.aborted; tries += 1) {
        try {
          await ports.leaveTargetGroup(arn);
          ports.log('left target group', { arn });
          return;
        } catch (thrown) {
          ports.log('retrying', { what: 'leave target group', problem: nameOfError(thrown), attempt: tries + 1 });
          // Seconds count here: no longer waits.
          await ports.clock.sleep(1 + ports.random(), signal);
        }
      }
    }),
  );
}
