import { readinessAlarm } from '../contract/health';

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

/** What the page of such an alert says of a rollout; nothing for every other alert. */
export const effectOnRollout = (alertId: string): string =>
  rolloutAlertIds.some((id) => id === alertId) ? ' If a rollout is running, this alarm stops it.' : '';
