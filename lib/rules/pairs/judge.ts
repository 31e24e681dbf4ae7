import { type Assembly, placed, resourceIn, stackIn } from './assembly';
import { type Change, changesOf } from './changes';
import type { Effect } from './effects';
import { exportFindings } from './exports-in-use';
import { heldFindings } from './held-resources';
import { limitFindings } from './limits';
import { nameFindings } from './names-in-use';
import { overlapFindings } from './overlapping-subnets';
import { type AlarmStates, refreshes, refreshFindings } from './refresh';

export interface Circumstances {
  /** State of an alarm by its name when the deployment starts. @default - every alarm of the first assembly is OK */
  readonly alarmStates?: AlarmStates;
}

/**
 * Judges the deployment of one synthesized app over another by the documented rules of CloudFormation and of the services.
 * Stacks are deployed one after the other, one that is read before those that read it, as the CDK CLI does. Stacks that left
 * the app stay, as they do with `cdk deploy --all`. The way back, a rollback included, is the same with the two exchanged:
 * CloudFormation then follows the update policy of the template to which it returns.
 */
export function judge(before: Assembly, after: Assembly, { alarmStates = {} }: Circumstances = {}): Effect[] {
  const changes = changesOf(before, after);
  return [
    ...placed(after).flatMap(({ stack, resource: { type, logicalId } }): Effect[] => {
      const old = resourceIn(stackIn(before, stack), logicalId);
      const place = { stack: stack.path, type, logicalId };
      if (old === undefined) {
        return [{ kind: 'adds', ...place }];
      }
      return old.type === type ? [] : [{ kind: 'refused', ...place, ...anotherType }];
    }),
    ...placed(before).flatMap(({ stack, resource: { type, logicalId } }): Effect[] => {
      const next = stackIn(after, stack);
      return next === undefined || resourceIn(next, logicalId) !== undefined
        ? []
        : [{ kind: 'removes', stack: stack.path, type, logicalId }];
    }),
    ...changes.map(effectOf),
    ...refreshFindings(changes, before, alarmStates),
    ...nameFindings(before, after, changes),
    ...overlapFindings(before, after, changes),
    ...exportFindings(before, after, changes),
    ...heldFindings(before, after, changes),
    ...limitFindings(after),
  ];
}

const anotherType = {
  why: 'a logical id keeps its type: CloudFormation refuses another type under the same id',
  source: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/resources-section-structure.html',
};

const effectOf = (change: Change): Effect => ({
  kind: change.createOnly.length > 0 ? 'replaces' : refreshes(change) ? 'refreshes' : 'updates',
  stack: change.stack.path,
  type: change.after.type,
  logicalId: change.after.logicalId,
});
