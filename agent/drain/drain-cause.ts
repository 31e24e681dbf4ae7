import { destinationOf } from '../instance/lifecycle';

/** Why an instance leaves. */
export type DrainCause = 'spot-notice' | 'scale-in';

/**
 * A spot notice wins: it leaves less time. A recommendation to rebalance is no cause: nothing is lost yet.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/spot-instance-termination-notices.html spot/instance-action, read 2026-11-25
 */
export function drainCause(spotAction: string | undefined, targetState: string | undefined): DrainCause | undefined {
  if (spotAction !== undefined && /"action"\s*:\s*"(terminate|stop|hibernate)"/.test(spotAction)) {
    return 'spot-notice';
  }
  return destinationOf(targetState) === 'away' ? 'scale-in' : undefined;
}
