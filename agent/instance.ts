import type { CellName, PoolName } from '../lib/contract/names';
import { poolGroupName } from '../lib/contract/names';
import type { Metadata } from './io/metadata';

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

/** @throws Error when the metadata service does not know */
export async function readInstance(metadata: Metadata, cell: CellName): Promise<Instance> {
  const text = await metadata.read('dynamic/instance-identity/document');
  const life = await metadata.read('meta-data/instance-life-cycle');
  const { instanceId, region, accountId, instanceType, pendingTime } = JSON.parse(text ?? '{}') as Record<
    string,
    unknown
  >;
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
    startedAt: Number.isNaN(started.getTime()) ? new Date() : started,
    spot,
    pool,
    autoScalingGroupName: poolGroupName(cell, pool),
  };
}
