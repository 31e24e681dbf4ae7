import { isEmpty, isHealthCheckOf, type RegionState } from './region-state';

export interface RemovalStep {
  readonly name: 'drain' | 'un-record' | 'destroy';
  /** Whether the step is done; unknown where AWS was not asked or gave no answer. */
  readonly state: 'to do' | 'begun' | 'done' | 'unknown';
  readonly say: string;
}

/** The three steps in order, each with its progress according to AWS and the fleet file. */
export function removalSteps(
  region: string,
  isRecorded: boolean,
  state: RegionState | undefined,
  stackNames: readonly string[],
): RemovalStep[] {
  const says = {
    drain: `DNS stops answering with ${region} while it still serves: its health checks are switched off and inverted; then wait until clients have left`,
    'un-record': `${region} leaves the fleet file and its lock file; the traffic stack is deployed without its records`,
    destroy: `its groups go to zero and their instances finish what they do; then its stacks are deleted: ${stackNames.join(', ')}`,
  };
  const states = state === undefined ? undefined : stepStates(region, isRecorded, state, stackNames.length);
  return (['drain', 'un-record', 'destroy'] as const).map((name) => ({
    name,
    state: states?.[name] ?? 'unknown',
    say: says[name],
  }));
}

function stepStates(
  region: string,
  isRecorded: boolean,
  { healthChecks, stacks, groups }: RegionState,
  stackCount: number,
): Record<RemovalStep['name'], RemovalStep['state']> {
  const own = healthChecks.filter((check) => isHealthCheckOf(check, region));
  const unrecorded = isRecorded ? 'to do' : 'begun';
  const destroying = stacks.length < stackCount || groups.some(({ maxSize }) => maxSize === 0) || groups.some(isEmpty);
  return {
    drain: own.length === 0 ? 'done' : own.some(({ withdrawn }) => withdrawn) ? 'begun' : 'to do',
    'un-record': own.length > 0 || isRecorded ? unrecorded : 'done',
    destroy: stacks.length === 0 ? 'done' : destroying && !isRecorded ? 'begun' : 'to do',
  };
}

export const isRemoved = (steps: readonly RemovalStep[]): boolean => steps.every(({ state }) => state === 'done');
