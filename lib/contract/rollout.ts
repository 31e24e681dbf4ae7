import { readinessAlarm } from './health';
import { alarmName } from './names';

/**
 * Alerts that a new version of the instances must not raise: each of them stops its rollout. The first two compare the fleet
 * with what users are promised, and the next two with what users are used to. The others see a version that never answers, or
 * that makes its instances sick.
 */
export const rolloutAlertIds = [
  readinessAlarm.alertId,
  'high-time-to-first-token',
  'slower-than-peers',
  'slower-than-usual',
  'launches-abandoned',
  'repairs-held',
] as const;

/** Patterns of EventBridge for the names of these alarms, of every cell of the region. */
export const rolloutAlarmPatterns = (fleet: string): string[] => rolloutAlertIds.map((id) => alarmName(fleet, '*', id));

/** The model whose rollout an alarm stops; undefined for every other alarm. */
export const modelOfRolloutAlarm = (name: string, fleet: string, models: readonly string[]): string | undefined =>
  models.find((model) => rolloutAlertIds.some((id) => alarmName(fleet, model, id) === name));

/** Whether alarms stop an update of the serving stack while it is deployed: what `cdk deploy -c rollout=unwatched` says. */
export const rolloutModes = ['watched', 'unwatched'] as const;

export type RolloutMode = (typeof rolloutModes)[number];
