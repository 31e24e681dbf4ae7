import { rolloutAlertIds } from '../contract/rollout';

/** What the page of an alert that stops rollouts says of them; nothing for every other alert. */
export const effectOnRollout = (alertId: string): string =>
  rolloutAlertIds.some((id) => id === alertId)
    ? ' If it begins to ring while a new version is rolled out, it stops the rollout.'
    : '';
