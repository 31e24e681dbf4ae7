import { functionLimits, longestWaitSeconds } from '../../lib/contract/function-limits';
import { lostInstances } from '../../lib/contract/repair';
import { nameOfError } from '../../programs/name-of-error';
import type { PublishMetrics } from '../../programs/publish-metrics';
import type { Group } from './decide-repair';
import { findOutOfReach, type OutOfReach } from './find-out-of-reach';
import { handleRequest } from './handle-request';
import { sweepMetrics } from './repair-metrics';
import type { RepairPorts } from './repair-ports';

export interface SweptCells {
  readonly fleet: string;
  /** Seconds by model. */
  readonly launchLimits: Readonly<Record<string, number>>;
}

type SweepPorts = RepairPorts & { readonly publish: PublishMetrics };

/**
 * Looks at every cell for instances that Auto Scaling counts and the load balancer has not reached for too long, and has
 * them replaced behind the same breaker as those that ask themselves. A cell that cannot be looked at holds up no other.
 * What was found is published first. Where time runs out the next sweep goes on: what it has not replaced is still lost.
 *
 * @param secondsLeft until Lambda ends the function
 * @throws Error naming the cells that were not looked at, or not to the end
 */
export async function sweep(
  ports: SweepPorts,
  { fleet, launchLimits }: SweptCells,
  now: Date,
  secondsLeft: () => number,
): Promise<void> {
  const models = Object.entries(launchLimits);
  const swept = await Promise.allSettled(
    models.map(([model, launchSeconds]) => sweepCell(ports, { fleet, model, launchSeconds }, now, secondsLeft)),
  );
  const failed = swept.flatMap((one, index) =>
    one.status === 'rejected' ? `${models[index]?.[0]}: ${nameOfError(one.reason)}` : [],
  );
  if (failed.length > 0) {
    throw new Error(`not swept, ${failed.join('; ')}`);
  }
}

interface SweptCell {
  readonly fleet: string;
  readonly model: string;
  readonly launchSeconds: number;
}

async function sweepCell(ports: SweepPorts, cell: SweptCell, now: Date, secondsLeft: () => number): Promise<void> {
  const { fleet, model } = cell;
  const groups = await ports.cellGroups(cell);
  const lost = (await Promise.all(groups.map((group) => lostOf(ports, cell, group, now)))).flat();
  await ports.publish(
    sweepMetrics({ fleet, model }, now, { lost: lost.length, stopped: groups.filter(isStopped).length }),
  );
  const atSeconds = now.getTime() / 1000;
  for (const { instanceId, evidence } of lost) {
    if (secondsLeft() < longestWaitSeconds(functionLimits.mostCalls)) {
      throw Object.assign(new Error('no time is left'), { name: 'OutOfTime' });
    }
    const request = { fleet, model, instanceId, reason: 'lost-instance', xidCodes: [], evidence, atSeconds } as const;
    await handleRequest(ports, request, now);
  }
}

/** A group that is to have no instance launches none for that reason. */
const isStopped = ({ maxInstances, suspendedProcesses }: Group): boolean =>
  maxInstances > 0 && suspendedProcesses.includes('Launch');

interface Lost {
  readonly instanceId: string;
  readonly evidence: string;
}

/** The instances of a group that have been out of reach for too long. */
async function lostOf(ports: SweepPorts, cell: SweptCell, group: Group, now: Date): Promise<Lost[]> {
  const atSeconds = now.getTime() / 1000;
  const targets = new Map(
    await Promise.all(group.targetGroupArns.map(async (arn) => [arn, await ports.targetHealth(arn)] as const)),
  );
  const found = await Promise.all(
    [...findOutOfReach(group, targets)].map(async ([instanceId, kind]) => {
      const since = await ports.history.outOfReachSince(cell.model, instanceId, kind, atSeconds);
      const limitSeconds = kind === 'not-ready' ? cell.launchSeconds : lostInstances.silentSeconds;
      const seconds = atSeconds - since;
      return seconds < limitSeconds
        ? []
        : [{ instanceId, evidence: `${words[kind]} for ${Math.round(seconds / 60)} minutes` }];
    }),
  );
  return found.flat();
}

const words: Readonly<Record<OutOfReach, string>> = {
  silent: 'its agent has not answered the load balancer',
  'not-registered': 'it has stood in no target group',
  'not-ready': 'its agent has said that it is not ready',
};
