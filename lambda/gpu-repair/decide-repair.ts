import { applicationXidCodes, fatalXidCodes } from '../../lib/catalogue/xid-codes';
import type { RepairRequest } from '../../lib/contract/agent-events';
import { breaker, repairTiming } from '../../lib/contract/repair';
import type { TimedRequest } from './read-request';

/** One group of the cell, as Auto Scaling describes it. */
export interface Group {
  readonly name: string;
  readonly maxInstances: number;
  readonly suspendedProcesses: readonly string[];
  readonly targetGroupArns: readonly string[];
  readonly instances: readonly GroupInstance[];
}

export interface GroupInstance {
  readonly id: string;
  readonly lifecycleState: string;
  readonly healthStatus: string;
}

/** Reasons to do nothing and to raise no alarm. */
export type Unneeded =
  | 'late'
  | 'fault-of-the-program'
  | 'not-of-the-cell'
  | 'not-in-service'
  | 'unhealthy-already'
  | 'replacement-suspended';

/** Whether an instance needs a repair, before the breaker counts other sick instances. */
export type Need = { readonly group: string; readonly inService: number } | { readonly unneeded: Unneeded };

/** Processes without which an unhealthy instance is not replaced, or is replaced by none. */
const replacement = ['HealthCheck', 'ReplaceUnhealthy', 'Terminate', 'Launch'];

/** Whether the request still says something about now, and about an instance that the cell serves with. */
export function repairNeed(request: TimedRequest, groups: readonly Group[], nowSeconds: number): Need {
  if (Math.abs(nowSeconds - request.atSeconds) > repairTiming.staleSeconds) {
    return { unneeded: 'late' };
  }
  if (isFaultOfTheProgram(request)) {
    return { unneeded: 'fault-of-the-program' };
  }
  const group = groups.find(({ instances }) => instances.some(({ id }) => id === request.instanceId));
  const instance = group?.instances.find(({ id }) => id === request.instanceId);
  if (group === undefined || instance === undefined) {
    return { unneeded: 'not-of-the-cell' };
  }
  if (instance.lifecycleState !== inServiceState) {
    return { unneeded: 'not-in-service' };
  }
  if (instance.healthStatus !== 'Healthy') {
    return { unneeded: 'unhealthy-already' };
  }
  if (group.suspendedProcesses.some((process) => replacement.includes(process))) {
    return { unneeded: 'replacement-suspended' };
  }
  const inService = groups.flatMap(({ instances }) => instances).filter(isInService).length;
  return { group: group.name, inService };
}

const inServiceState = 'InService';

export const isInService = ({ lifecycleState }: GroupInstance): boolean => lifecycleState === inServiceState;

/** Restarting the engine is the remedy, and the agent has done so; other numbers that are not fatal prove nothing either. */
const isFaultOfTheProgram = ({ reason, xidCodes }: RepairRequest): boolean =>
  reason === 'gpu-fault' &&
  xidCodes.length > 0 &&
  !xidCodes.some((code) => fatalXidCodes.includes(code) && !applicationXidCodes.includes(code));

/** Most instances that may be sick within the breaker's hour before nothing more is replaced. */
export const mostSick = (inService: number): number =>
  inService <= breaker.smallCellInstances ? breaker.sickInSmallCell : Math.floor(inService * breaker.sickRatio);

/** Whether so many are sick that not the instances are at fault, but what they have in common. */
export const isHeld = (sick: number, inService: number): boolean => sick > mostSick(inService);
