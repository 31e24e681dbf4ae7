import { stackNames } from '../contract/names';
import type { Plan } from '../plan/plan';
import type { Mitigation } from './alert';
import type { CellContext } from './cell-alert';

/** Rolls a new version back by hand, after its refresh has ended. */
export const rollBack = (plan: Plan, { cell }: CellContext): Mitigation => ({
  say: 'If a new version is the cause, check out the commit that was deployed before it (git log --oneline, git switch --detach COMMIT, npm ci), and deploy this one stack from there.',
  command: { project: `npx cdk deploy --exclusively ${stackNames.serving(plan.fleet.name, cell.region)}` },
  expect: [
    'UPDATE_COMPLETE: the group replaces its instances, one after the other, with instances of the older version.',
    'An error with UPDATE_ROLLBACK_IN_PROGRESS: the stack rolls back by itself. Wait for it.',
  ],
  notWhen: 'the version is the same as before the alarm, or when the stack already rolls back by itself.',
  undo: { when: 'when the new version is repaired', say: 'deploy the repaired commit.' },
});
