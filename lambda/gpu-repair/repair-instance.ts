import { type AutoScalingClient, SetInstanceHealthCommand } from '@aws-sdk/client-auto-scaling';
import { repairTiming } from '../../lib/contract/repair';
import { nameOfError } from '../shared/name-of-error';
import { cellGroups } from './cell-groups';
import { isHeld, repairNeed, type Unneeded } from './decide-repair';
import type { TimedRequest } from './read-request';
import type { SickTable } from './sick-table';

/** What became of a request, for the log and the metric. Counts are there as far as they were reached. */
export interface RepairOutcome {
  readonly outcome: 'replaced' | 'held' | 'group-changed-just-now' | Unneeded;
  readonly inService?: number;
  readonly sick?: number;
  /** Why who was sick is not known: nothing is replaced then. */
  readonly unknown?: string;
}

/**
 * Has Auto Scaling replace the sick instance unless that would help nobody. Auto Scaling itself leaves it alone while its
 * zone is shifted away and the group says so.
 *
 * @throws when Auto Scaling cannot be asked: whoever asks again later loses nothing
 */
export async function repairInstance(
  autoScaling: AutoScalingClient,
  table: SickTable,
  request: TimedRequest,
  nowSeconds: number,
): Promise<RepairOutcome> {
  const need = repairNeed(request, await cellGroups(autoScaling, request), nowSeconds);
  if ('unneeded' in need) {
    return { outcome: need.unneeded };
  }
  const { group, inService } = need;
  let sick: number;
  try {
    await table.remember(request);
    sick = await table.sickSince(request.model, nowSeconds - repairTiming.breakerSeconds);
    if (isHeld(sick, inService)) {
      await table.conclude(request, 'held');
      return { outcome: 'held', sick, inService };
    }
    if (!(await table.claim(group, nowSeconds))) {
      return { outcome: 'group-changed-just-now', sick, inService };
    }
  } catch (error) {
    return { outcome: 'held', inService, unknown: nameOfError(error) };
  }
  await autoScaling.send(
    new SetInstanceHealthCommand({
      InstanceId: request.instanceId,
      HealthStatus: 'Unhealthy',
      ShouldRespectGracePeriod: false,
    }),
  );
  await table.conclude(request, 'replaced');
  return { outcome: 'replaced', sick, inService };
}
