import { autoScalingEventSource, launchSuccessful } from '../../lib/contract/cold-start';
import { type LaunchEvent, modelOfGroup } from '../shared/launch-event';

/** A launch because of the load. */
export interface ScaleOut {
  readonly model: string;
  /** When target tracking asked for the instance. */
  readonly at: Date;
}

/** Target tracking asked for the instance, not a schedule, an operator or a replacement. */
const byTargetTracking = /monitor alarm TargetTracking-.* triggered policy/;

/** The scale-out of one of the fleet's cells; undefined for every other launch. */
export function readScaleOut(event: LaunchEvent, fleet: string, models: readonly string[]): ScaleOut | undefined {
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
