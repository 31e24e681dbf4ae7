import type { CellName } from '../../lib/contract/names';
import type { Group } from './decide-repair';
import type { TargetHealth } from './find-out-of-reach';
import type { TimedRequest } from './read-request';

/** Which instances were unhealthy when, and which group was changed when. */
export interface RepairHistory {
  /** Records the request; an older or repeated one changes nothing. */
  record(request: TimedRequest): Promise<void>;
  /** How many instances of the cell were unhealthy since then, the one that asks included. */
  unhealthySince(model: string, sinceSeconds: number): Promise<number>;
  /** Takes the group's turn; false where the group was changed a moment ago, by this function or a copy of it. */
  claim(group: string, nowSeconds: number): Promise<boolean>;
  /**
   * Since when an instance has been out of reach in this way, seconds since 1970. A time in which a sweep has not seen it so
   * begins anew.
   */
  outOfReachSince(model: string, instanceId: string, kind: string, nowSeconds: number): Promise<number>;
  /** Records for people what became of the request. */
  conclude(request: TimedRequest, outcome: string): Promise<void>;
}

/** What the repair function asks of AWS. */
export interface RepairPorts {
  readonly history: RepairHistory;
  /** Every group of the cell. */
  readonly cellGroups: (cell: CellName) => Promise<readonly Group[]>;
  /** How the load balancer sees the targets of a group. */
  readonly targetHealth: (targetGroupArn: string) => Promise<readonly TargetHealth[]>;
  /** Has Auto Scaling replace the instance. */
  readonly markUnhealthy: (instanceId: string) => Promise<void>;
}
