import { FindingError } from '../../artifacts/finding-error';
import { fileFinding } from '../../artifacts/weights-findings';
import { isChanging, isHealthCheckOf, type RegionState } from '../../removal/region-state';
import { runCdk } from '../cdk-cli';
import { type FleetTexts, lockFilePath } from '../read-plan';
import { replaceFile } from '../replace-file';
import type { Interruption } from './interruption';
import { readHealthChecks } from './read-region-state';
import { findStack } from './stack-client';

/** The lock file first: without its pin a region is still valid, while a pin without its region is not. */
export function writeRemoval(fleetPath: string, old: FleetTexts, { fleet, lock }: FleetTexts): void {
  if (lock !== undefined && lock !== old.lock) {
    replaceFile(lockFilePath(fleetPath), lock);
  }
  if (fleet !== old.fleet) {
    replaceFile(fleetPath, fleet);
  }
}

/**
 * Deploys the traffic stack alone from a fleet file that no longer names the region.
 *
 * @throws FindingError, Interrupted
 */
export async function deployTraffic(
  fleetPath: string,
  { traffic }: RegionState,
  region: string,
  interruption: Interruption,
): Promise<void> {
  if (traffic === undefined) {
    return;
  }
  const remaining = async (): Promise<boolean> =>
    (await readHealthChecks(traffic)).some((check) => isHealthCheckOf(check, region));
  // A deployment that was broken off goes on in AWS by itself.
  await interruption.wait(5, async () => {
    const standing = await findStack(traffic.region, traffic.name);
    return standing !== undefined && isChanging(standing) ? `${traffic.name}: ${standing.status}` : undefined;
  });
  if (!(await remaining())) {
    return;
  }
  interruption.check();
  const args = ['deploy', traffic.name, '--exclusively', '--require-approval', 'never'];
  const status = await runCdk(fleetPath, args, 'stderr');
  interruption.check();
  if (status !== 0 || (await remaining())) {
    throw new FindingError(
      fileFinding(traffic.name, {
        problem: `still names ${region}`,
        got: status === 0 ? 'a deployment that changed nothing' : `exit status ${status} of npx cdk ${args.join(' ')}`,
        expected: 'a traffic stack without it',
        fix: 'see above; then run it again',
        source: 'docs/regions.md',
      }),
    );
  }
}
