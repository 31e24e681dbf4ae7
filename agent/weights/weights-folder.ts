import { join } from 'node:path';
import type { Destination } from '../instance/lifecycle';

export interface Disks {
  /** Survives a stop. */
  readonly stateFolder: string;
  /** Faster and lost at a stop; undefined where the type has none. */
  readonly instanceStoreFolder: string | undefined;
}

/** Where weights go: to instance store, unless the instance is to be stopped and would lose them. */
export function weightsFolder(
  disks: Disks,
  destination: Destination,
  manifestDigest: string,
  prepared: boolean,
): string {
  const fast = destination === 'warm-pool' || prepared ? undefined : disks.instanceStoreFolder;
  return join(fast ?? disks.stateFolder, 'weights', manifestDigest.replace('sha256:', ''));
}
