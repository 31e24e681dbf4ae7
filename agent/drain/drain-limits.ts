import type { CellParameters } from '../../lib/contract/cell-parameters';
import type { DrainCause } from './drain-cause';

/** How long each part of leaving may take, seconds. */
export interface DrainLimits {
  /** New requests are still taken: the load balancer has not heard yet that the instance leaves. */
  readonly admitSeconds: number;
  /** From the cause until the streams that are left are cut. */
  readonly streamsSeconds: number;
  /** For an engine to end once its requests have. */
  readonly stopSeconds: number;
  /** How long the agent waits for an engine that it ends by force. */
  readonly endSeconds: number;
}

/** The load balancer's nodes hear of a deregistration within seconds. Assumed, as in the plan's timers. */
const deregisteredSeconds = 5;
/** An engine without requests ends within this time. Assumed. */
const stopSeconds = 8;
/** For an engine that is ended by force. Assumed; after it the agent goes on without waiting. */
const endSeconds = { onNotice: 2, otherwise: 30 };

type Limits = Pick<CellParameters, 'drainLimitSeconds' | 'spotDrainLimitSeconds' | 'spotNoticeLimitSeconds'>;

/**
 * On a notice everything must fit before the end. On scale-in the instance is told as its deregistration begins, whose
 * delay passes before the hook's time starts: the longest request, as the limit of the drain is.
 */
export function drainLimits(cause: DrainCause, spot: boolean, limits: Limits): DrainLimits {
  if (cause === 'spot-notice') {
    return {
      admitSeconds: deregisteredSeconds,
      streamsSeconds: limits.spotNoticeLimitSeconds - stopSeconds - endSeconds.onNotice,
      stopSeconds,
      endSeconds: endSeconds.onNotice,
    };
  }
  const own = spot ? limits.spotDrainLimitSeconds : limits.drainLimitSeconds;
  return {
    admitSeconds: deregisteredSeconds,
    streamsSeconds: limits.drainLimitSeconds + own,
    stopSeconds,
    endSeconds: endSeconds.otherwise,
  };
}
