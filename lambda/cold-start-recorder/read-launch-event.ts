import { agentEventSource, launchFailed, launchFailure } from '../../lib/contract/agent-events';
import {
  autoScalingEventSource,
  type LaunchFailureReason,
  launchSuccessful,
  launchUnsuccessful,
} from '../../lib/contract/cold-start';
import { poolGroupName } from '../../lib/contract/names';
import { poolNames } from '../../lib/contract/pools';
import { type abandoned, classifyLaunchFailure } from './classify-launch-failure';

export interface LaunchEvent {
  readonly source: string;
  readonly 'detail-type': string;
  readonly time: string;
  readonly detail: unknown;
}

/** One launch that came to nothing. */
export interface FailedLaunch {
  readonly model: string;
  readonly at: Date;
  readonly reason: LaunchFailureReason | typeof abandoned;
}

/** What the event says about a cell of the fleet; undefined where it says nothing about one. */
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
      : { model, at, reason: classifyLaunchFailure(String(detail.StatusMessage ?? '')) };
  }
  const { success, data: failure } = launchFailure.safeParse(event.detail);
  return kind === `${agentEventSource} ${launchFailed}` &&
    success &&
    failure.fleet === fleet &&
    models.includes(failure.model)
    ? { model: failure.model, at, reason: failure.reason }
    : undefined;
}

/** Target tracking asked for it, not a schedule, an operator or a replacement. */
const byTargetTracking = /monitor alarm TargetTracking-.* triggered policy/;

/** A launch because of the load: its cell, and when it was asked for. Undefined for every other launch. */
export function readScaleOut(
  event: LaunchEvent,
  fleet: string,
  models: readonly string[],
): { readonly model: string; readonly at: Date } | undefined {
  if (event.source !== autoScalingEventSource || event['detail-type'] !== launchSuccessful) {
    return undefined;
  }
  const detail = (event.detail ?? {}) as Readonly<Record<string, unknown>>;
  const model = modelOfGroup(detail.AutoScalingGroupName, fleet, models);
  const at = new Date(String(detail.StartTime));
  return model === undefined || Number.isNaN(at.getTime()) || !byTargetTracking.test(String(detail.Cause))
    ? undefined
    : { model, at };
}

/** Names are compared whole: one model's name may begin another's. */
const modelOfGroup = (group: unknown, fleet: string, models: readonly string[]): string | undefined =>
  models.find((model) => poolNames.some((pool) => poolGroupName({ fleet, model }, pool) === group));
