import { alarmName, stackNames } from '../contract/names';
import { rolloutWithout } from '../contract/rollout-context';
import type { Plan } from '../plan/plan';
import type { Mitigation, Step } from './alert';
import type { CellContext } from './cell-alert';
import { alarmStates } from './group-commands';
import { rolloutAlertIds } from './rollout-alerts';

/** Shows which alarms would fail a rollback by hand, which is a rollout as well. */
export const rolloutAlarms = (plan: Plan, { cell }: CellContext): Step => ({
  say: 'See which of the alarms that stop a rollout are in ALARM.',
  command: alarmStates(
    rolloutAlertIds.map((id) => alarmName(plan.fleet.name, cell.model, id)),
    cell.region,
  ),
  expect: [
    'ALARM: this alarm fails every rollout of the cell, a rollback by hand included. The rollback under Mitigation says what to do.',
    'OK or INSUFFICIENT_DATA: this alarm stops no rollout.',
  ],
});

/** Rolls a new version back by hand, after its refresh has ended. Stands on a page that has the step {@link rolloutAlarms}. */
export const rollBack = (plan: Plan, { cell }: CellContext): Mitigation => ({
  say: `If a new version is the cause, check out the commit that was deployed before it (git log --oneline, git switch --detach COMMIT, npm ci). Then deploy this one stack from there. Every alarm that is in ALARM now would fail the rollback: append what follows the fleet and the model in its name to the command, several with commas, for example -c ${rolloutWithout}=slower-than-peers,repairs-held.`,
  command: { project: `npx cdk deploy --exclusively ${stackNames.serving(plan.fleet.name, cell.region)}` },
  expect: [
    'UPDATE_COMPLETE: the group replaces its instances, one after the other, with instances of the older version.',
    'An error with UPDATE_ROLLBACK_IN_PROGRESS: another alarm fired, or launches fail, and the stack returns to the new version. Wait for it, and call the owner of the fleet (README.md).',
    'An error with UPDATE_ROLLBACK_FAILED: the stack can neither go forward nor back. Call the owner of the fleet.',
  ],
  notWhen: 'the version is the same as before the alarm, or when the stack already rolls back by itself.',
  undo: {
    when: 'when the new version is repaired',
    say: `deploy the repaired commit, without -c ${rolloutWithout}: every alarm can fail a rollout again.`,
  },
});
