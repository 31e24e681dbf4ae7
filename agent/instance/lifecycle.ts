import type { Metadata } from '../ports/metadata';

/**
 * Where Auto Scaling takes the instance.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/retrieving-target-lifecycle-state-through-imds.html read 2026-11-25
 */
export type Destination = 'service' | 'warm-pool' | 'away' | 'unknown';

/** An unknown state changes nothing. */
export function destinationOf(targetState: string | undefined): Destination {
  const state = targetState?.trim() ?? '';
  if (state === 'InService') {
    return 'service';
  }
  if (state === 'Terminated' || state === 'Warmed:Terminated') {
    return 'away';
  }
  return /^Warmed:(Stopped|Running|Hibernated)$/.test(state) ? 'warm-pool' : 'unknown';
}

export const readTargetState = (metadata: Metadata): Promise<string | undefined> =>
  metadata.read('meta-data/autoscaling/target-lifecycle-state');
