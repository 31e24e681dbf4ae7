import { abandoned, classifyLaunchFailure } from '../../lib/contract/classify-launch-failure';
import { launchBreaker } from '../../lib/contract/cold-start';

/** A launch of a group that has ended, as Auto Scaling describes it. */
export interface EndedLaunch {
  readonly succeeded: boolean;
  readonly statusMessage: string;
}

/** What stopping the launches of a group asks of Auto Scaling. */
export interface LaunchPorts {
  /** The newest ended launches of a group, newest first. */
  readonly endedLaunches: (group: string) => Promise<readonly EndedLaunch[]>;
  /** Whether a new version is being rolled out: its own alarms end that, and a rollback must be able to launch. */
  readonly isRefreshing: (group: string) => Promise<boolean>;
  readonly suspendLaunches: (group: string) => Promise<void>;
}

/** How many of the newest launches were abandoned one after the other. A launch that AWS refused costs nothing and does not count. */
export function abandonedInARow(launches: readonly EndedLaunch[]): number {
  const ran = launches.filter(
    ({ succeeded, statusMessage }) => succeeded || classifyLaunchFailure(statusMessage) === abandoned,
  );
  const firstSuccess = ran.findIndex(({ succeeded }) => succeeded);
  return firstSuccess === -1 ? ran.length : firstSuccess;
}

/**
 * Stops the launches of a group whose instances start, are paid for and never answer. What serves keeps serving; a person
 * lets the group launch again.
 *
 * @returns whether it stopped them
 */
export async function stopLaunches(ports: LaunchPorts, group: string): Promise<boolean> {
  if (abandonedInARow(await ports.endedLaunches(group)) < launchBreaker.abandonedInARow) {
    return false;
  }
  if (await ports.isRefreshing(group)) {
    return false;
  }
  await ports.suspendLaunches(group);
  return true;
}
