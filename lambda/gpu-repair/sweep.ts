import { lostInstances } from '../../lib/contract/repair';
import { nameOfError } from '../../programs/name-of-error';
import type { PublishMetrics } from '../../programs/publish-metrics';
import { findOutOfReach, type OutOfReach, type TargetHealth } from './find-out-of-reach';
import { handleRequest } from './handle-request';
import { lostMetrics } from './repair-metrics';
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
 *
 * @throws Error naming the cells that were not looked at
 */
export async function sweep(ports: SweepPorts, { fleet, launchLimits }: SweptCells, now: Date): Promise<void> {
  const failed: string[] = [];
  for (const [model, launchSeconds] of Object.entries(launchLimits)) {
    try {
      await sweepCell(ports, { fleet, model, launchSeconds }, now);
    } catch (error) {
      failed.push(`${model}: ${nameOfError(error)}`);
    }
  }
  if (failed.length > 0) {
    throw new Error(`not swept, ${failed.join('; ')}`);
  }
}

interface SweptCell {
  readonly fleet: string;
  readonly model: string;
  readonly launchSeconds: number;
}

async function sweepCell(ports: SweepPorts, cell: SweptCell, now: Date): Promise<void> {
  const { fleet, model, launchSeconds } = cell;
  const atSeconds = now.getTime() / 1000;
  let lost = 0;
  for (const group of await ports.cellGroups(cell)) {
    const targets = new Map<string, readonly TargetHealth[]>();
    for (const arn of group.targetGroupArns) {
      targets.set(arn, await ports.targetHealth(arn));
    }
    for (const [instanceId, kind] of findOutOfReach(group, targets)) {
      const seconds = atSeconds - (await ports.history.outOfReachSince(model, instanceId, kind, atSeconds));
      if (seconds >= (kind === 'not-ready' ? launchSeconds : lostInstances.silentSeconds)) {
        lost += 1;
        const evidence = `${words[kind]} for ${Math.round(seconds / 60)} minutes`;
        await handleRequest(
          ports,
          { fleet, model, instanceId, reason: 'lost-instance', xidCodes: [], evidence, atSeconds },
          now,
        );
      }
    }
  }
  await ports.publish(lostMetrics({ fleet, model }, now, lost));
}

const words: Readonly<Record<OutOfReach, string>> = {
  silent: 'its agent has not answered the load balancer',
  'not-registered': 'it has stood in no target group',
  'not-ready': 'its agent has said that it is not ready',
};
