import { agentEventSource, launchFailed, launchFailure } from '../../lib/contract/agent-events';
import { type abandoned, classifyLaunchFailure } from '../../lib/contract/classify-launch-failure';
import { autoScalingEventSource, type LaunchFailureReason, launchUnsuccessful } from '../../lib/contract/cold-start';
import { type LaunchEvent, modelOfGroup } from '../shared/launch-event';

export interface FailedLaunch {
  readonly model: string;
  /** Absent where the agent reports, which Auto Scaling does as well. */
  readonly group?: string;
  readonly at: Date;
  readonly reason: LaunchFailureReason | typeof abandoned;
}

/** The failed launch of one of the fleet's cells; undefined where the event is about something else. */
export function readLaunchEvent(
  event: LaunchEvent,
  fleet: string,
  models: readonly string[],
): FailedLaunch | undefined {
  const at = new Date(event.time);
  if (Number.isNaN(at.getTime()) || typeof event.detail !== 'object' || event.detail === null) {
    return undefined;
  }
  const detail = event.detail as Readonly<Record<string, unknown>>;
  const kind = `${event.source} ${event['detail-type']}`;
  if (kind === `${autoScalingEventSource} ${launchUnsuccessful}`) {
    const model = modelOfGroup(detail.AutoScalingGroupName, fleet, models);
    return model === undefined
      ? undefined
      : {
          model,
          group: String(detail.AutoScalingGroupName),
          at,
          reason: classifyLaunchFailure(String(detail.StatusMessage ?? '')),
        };
  }
  const { success, data: failure } = launchFailure.safeParse(detail);
  return kind === `${agentEventSource} ${launchFailed}` &&
    success &&
    failure.fleet === fleet &&
    models.includes(failure.model)
    ? { model: failure.model, at, reason: failure.reason }
    : undefined;
}
