import type { CellName } from '../../lib/contract/names';
import { poolGroupName } from '../../lib/contract/names';
import type { PoolName } from '../../lib/contract/pools';
import type { Metadata } from '../ports/metadata';

/** Which instance this is, and how it was bought. */
export interface Instance {
  readonly instanceId: string;
  readonly region: string;
  readonly account: string;
  readonly instanceType: string;
  /** When it was launched, or started from a warm pool. */
  readonly startedAt: Date;
  readonly spot: boolean;
  /** The baseline buys on demand and the overflow on spot, so the group's name follows. */
  readonly pool: PoolName;
  readonly autoScalingGroupName: string;
}

/** From the launch of an instance until its kernel starts, at most: metal is the slowest. Assumed. */
const mostBeforeBootSeconds = 900;

/**
 * When the instance was launched. Metadata say so in the calendar, and do not know of a reboot: what lies too long before
 * the start of the kernel comes from a clock that was wrong or from an earlier boot, and would use up the launch's limit.
 */
export const launchedAt = (pendingTime: Date, bootedAt: Date): Date =>
  bootedAt.getTime() - pendingTime.getTime() > mostBeforeBootSeconds * 1000 ? bootedAt : pendingTime;

/** @throws Error when the metadata service does not know */
export async function readInstance(metadata: Metadata, cell: CellName, bootedAt: Date): Promise<Instance> {
  const text = await metadata.read('dynamic/instance-identity/document');
  const life = await metadata.read('meta-data/instance-life-cycle');
  const document = JSON.parse(text ?? '{}') as Record<string, unknown>;
  const { instanceId, region, accountId, instanceType, pendingTime } = document;
  if (
    typeof instanceId !== 'string' ||
    typeof region !== 'string' ||
    typeof accountId !== 'string' ||
    typeof instanceType !== 'string'
  ) {
    throw new Error('instance metadata: no identity document with instanceId, region, accountId and instanceType');
  }
  const spot = life?.trim() === 'spot';
  const pool = spot ? 'overflow' : 'baseline';
  const started = new Date(typeof pendingTime === 'string' ? pendingTime : Number.NaN);
  return {
    instanceId,
    region,
    account: accountId,
    instanceType,
    startedAt: launchedAt(Number.isNaN(started.getTime()) ? bootedAt : started, bootedAt),
    spot,
    pool,
    autoScalingGroupName: poolGroupName(cell, pool),
  };
}
