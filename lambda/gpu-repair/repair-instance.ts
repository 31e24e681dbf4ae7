import { repairTiming } from '../../lib/contract/repair';
import { nameOfError } from '../../programs/name-of-error';
import { isHeld, repairNeed, type Unneeded } from './decide-repair';
import type { TimedRequest } from './read-request';
import type { RepairPorts } from './repair-ports';

/** What became of a request, for the log and the metric. The counts are present as far as the function came. */
export interface RepairOutcome {
  readonly outcome: 'replaced' | 'held' | 'group-changed-just-now' | Unneeded;
  readonly inService?: number;
  readonly sick?: number;
  /** Why the history could not be read: nothing is replaced then. */
  readonly unknown?: string;
}

/**
 * Has Auto Scaling replace an unhealthy instance, unless a replacement would not help. Auto Scaling itself does not replace
 * it while its zone is shifted away and the group says so.
 *
 * @throws when Auto Scaling does not answer; the agent asks again, so the request is not lost
 */
export async function repairInstance(
  { history, cellGroups, markUnhealthy }: RepairPorts,
  request: TimedRequest,
  nowSeconds: number,
): Promise<RepairOutcome> {
  const need = repairNeed(request, await cellGroups(request), nowSeconds);
  if ('unneeded' in need) {
    return { outcome: need.unneeded };
  }
  const { group, inService } = need;
  let sick: number;
  try {
    await history.record(request);
    sick = await history.unhealthySince(request.model, nowSeconds - repairTiming.breakerSeconds);
    if (isHeld(sick, inService)) {
      await history.conclude(request, 'held');
      return { outcome: 'held', sick, inService };
    }
    if (!(await history.claim(group, nowSeconds))) {
      return { outcome: 'group-changed-just-now', sick, inService };
    }
  } catch (error) {
    return { outcome: 'held', inService, unknown: nameOfError(error) };
  }
  await markUnhealthy(request.instanceId);
  await history.conclude(request, 'replaced');
  return { outcome: 'replaced', sick, inService };
}
