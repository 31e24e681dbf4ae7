/** What the rollout watch asks of AWS. */
export interface RolloutPorts {
  /** Status of the serving stack, for example `UPDATE_IN_PROGRESS`. */
  readonly stackStatus: () => Promise<string>;
  /** Id of the refresh that replaces instances of a group now; undefined where none does. */
  readonly activeRefresh: (group: string) => Promise<string | undefined>;
  /** Has CloudFormation roll the update back; false where it is no longer in progress. */
  readonly cancelUpdate: () => Promise<boolean>;
  readonly cancelRefresh: (group: string) => Promise<void>;
}

export type RolloutOutcome =
  | { readonly outcome: 'no-update'; readonly status: string }
  | { readonly outcome: 'no-refresh' }
  | { readonly outcome: 'already-ended' }
  | { readonly outcome: 'stopped'; readonly groups: readonly string[] };

const updating = 'UPDATE_IN_PROGRESS';

/**
 * Stops the update of the serving stack that replaces instances of these groups. A rollback is no such update: CloudFormation
 * cancels only what is in progress, so the way back to the older version is never stopped.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CancelUpdateStack.html
 */
export async function stopRollout(ports: RolloutPorts, groups: readonly string[]): Promise<RolloutOutcome> {
  const status = await ports.stackStatus();
  if (status !== updating) {
    return { outcome: 'no-update', status };
  }
  const found = await Promise.all(groups.map(async (group) => ({ group, refresh: await ports.activeRefresh(group) })));
  const refreshes = found.filter(({ refresh }) => refresh !== undefined);
  if (refreshes.length === 0) {
    return { outcome: 'no-refresh' };
  }
  if (!(await ports.cancelUpdate())) {
    return { outcome: 'already-ended' };
  }
  // CloudFormation waits for the refresh before it turns back; another refresh would already be the way back.
  await Promise.all(
    refreshes.map(async ({ group, refresh }) => {
      if ((await ports.activeRefresh(group)) === refresh) {
        await ports.cancelRefresh(group);
      }
    }),
  );
  return { outcome: 'stopped', groups: refreshes.map(({ group }) => group) };
}
