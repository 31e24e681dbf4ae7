import { abandoned } from '../../lib/contract/classify-launch-failure';
import { nameOfError } from '../../programs/name-of-error';
import type { PublishMetrics } from '../../programs/publish-metrics';
import { launchMetrics } from './launch-metrics';
import type { FailedLaunch } from './read-launch-event';
import { type LaunchPorts, stopLaunches } from './stop-launches';

/**
 * Counts a launch that failed, and stops the launches of a group in which too many were abandoned. The count comes first: it
 * is not lost where Auto Scaling does not answer.
 *
 * @throws Error, never with the text of AWS
 */
export async function recordFailedLaunch(
  ports: LaunchPorts & { readonly publish: PublishMetrics },
  fleet: string,
  failed: FailedLaunch,
): Promise<void> {
  const { model, reason, group } = failed;
  // The text of AWS stays in the activities of the group, where the runbook reads it.
  console.info(JSON.stringify({ model, reason }));
  try {
    await ports.publish(launchMetrics(fleet, failed));
    if (reason === abandoned && group !== undefined && (await stopLaunches(ports, group))) {
      console.warn(JSON.stringify({ model, group, launches: 'stopped' }));
    }
  } catch (error) {
    throw new Error(`failed launch: not recorded, ${nameOfError(error)}`);
  }
}
