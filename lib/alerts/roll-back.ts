import { alarmName, stackNames } from '../contract/names';
import { rolloutAlertIds } from '../contract/rollout';
import type { Plan } from '../plan/plan';
import type { Mitigation, Step } from './alert';
import type { CellContext } from './cell-alert';
import { alarmStates } from './group-commands';

/** Shows which alarms ring: one that does cannot stop a rollout, and one that does not may. */
export const rolloutAlarms = (plan: Plan, { cell }: CellContext): Step => ({
  say: 'See which of the alarms that stop a rollout are in ALARM.',
  command: alarmStates(
    rolloutAlertIds.map((id) => alarmName(plan.fleet.name, cell.model, id)),
    cell.region,
  ),
  expect: [
    'ALARM: this alarm rings already. It stops no deployment that starts now.',
    'OK or INSUFFICIENT_DATA: if this alarm begins to ring while a new version is rolled out, the deployment is cancelled and the stack rolls back by itself.',
  ],
});

/** Rolls a new version back by hand, after its refresh has ended. Stands on a page that has the step {@link rolloutAlarms}. */
export const rollBack = (plan: Plan, { cell }: CellContext): Mitigation => ({
  say: 'If a new version is the cause, check out the commit that was deployed before it (git log --oneline, git switch --detach COMMIT, npm ci). Then deploy this one stack from there. With rollout=unwatched no alarm stops this one deployment, whichever ring.',
  command: {
    project: `npx cdk deploy --exclusively ${stackNames.serving(plan.fleet.name, cell.region)} -c rollout=unwatched`,
  },
  expect: [
    'UPDATE_COMPLETE: the group replaces its instances, one after the other, with instances of the older version.',
    'An error with UPDATE_ROLLBACK_IN_PROGRESS: launches fail, and the stack returns to the new version. Wait for it, and call the owner of the fleet (README.md).',
    'An error with UPDATE_ROLLBACK_FAILED: the stack can neither go forward nor back. Call the owner of the fleet.',
  ],
  notWhen: 'the version is the same as before the alarm, or when the stack already rolls back by itself.',
  undo: {
    when: 'when the new version is repaired',
    say: 'deploy the repaired commit, without rollout=unwatched: alarms watch that deployment again.',
  },
});
