import { limits } from '../../catalogue/limits';
import { timeouts } from '../../contract/timeouts';
import { assumed, derived, type Figure } from '../../figures/figure';

/** The timers of a cell, in an order in which none cuts another short. */
export interface TimerPlan {
  /** How long a launching instance may take until its model answers; then it is given up. */
  readonly launchHookSeconds: Figure;
  /** Silence on a client's connection before it is closed: an answer that is not streamed is silent to its end. */
  readonly idleTimeoutSeconds: Figure;
  /** How long a leaving instance may finish what it has begun. */
  readonly deregistrationDelaySeconds: Figure;
  /** How long the engine waits for its requests once it is told to stop. */
  readonly engineShutdownSeconds: Figure;
  /** How long Auto Scaling waits for the agent of a leaving on-demand instance. */
  readonly drainHookSeconds: Figure;
  /** The same of a spot instance: what its notice leaves once the deregistration delay is over. */
  readonly spotDrainHookSeconds: Figure;
  /** From the decision to scale in until the instance is gone, at most: the two times add. */
  readonly scaleInSeconds: Figure;
  /** What a spot instance has between its notice and its end, less the time until the notice is seen. */
  readonly spotDrainSeconds: Figure;
}

/** A launch at the slow end of its range is still well: p99 is not known until it is measured. */
const launchMargin = assumed(1.5, 'ratio', 'room above the slow end of the cold start before a launch is given up');

/** Until the agent sees that its instance leaves, and until an engine without requests has stopped. */
const drainMargin = assumed(30, 's', 'until the agent sees that its instance leaves, and for the engine to stop');

/** The instance asks for its notice every five seconds, and needs five more to leave the load balancer. */
const noticeSeenSeconds = assumed(10, 's', 'until a spot notice is seen and the target has left the load balancer');

export function timerPlan(coldStartAtMost: Figure, longestRequest: Figure): TimerPlan {
  const deregistration = derived(
    longestRequest.value,
    's',
    'the longest request finishes before the instance is taken out',
    { from: [longestRequest] },
  );
  const shutdown = derived(longestRequest.value, 's', 'as long again for what came in while it was taken out', {
    from: [longestRequest],
  });
  const drainHook = hook(
    shutdown.value + drainMargin.value,
    `${shutdown.value} s engine shutdown + ${drainMargin.value} s`,
    [shutdown, drainMargin],
  );
  const spotDrain = derived(
    limits.spotNoticeSeconds - noticeSeenSeconds.value,
    's',
    `${limits.spotNoticeSeconds} s of notice − ${noticeSeenSeconds.value} s`,
    { from: [noticeSeenSeconds] },
  );
  return {
    launchHookSeconds: derived(
      Math.ceil(coldStartAtMost.value * launchMargin.value),
      's',
      `${coldStartAtMost.value} s cold start at its slow end × ${launchMargin.value}`,
      { from: [coldStartAtMost, launchMargin] },
    ),
    idleTimeoutSeconds: derived(
      Math.max(timeouts.idleSeconds, longestRequest.value),
      's',
      `the longer of ${timeouts.idleSeconds} s and the longest request`,
      { from: [longestRequest] },
    ),
    deregistrationDelaySeconds: deregistration,
    engineShutdownSeconds: shutdown,
    drainHookSeconds: drainHook,
    spotDrainHookSeconds: hook(
      Math.min(drainHook.value, spotDrain.value - deregistration.value),
      `the less of ${drainHook.value} s and ${spotDrain.value} s on spot − ${deregistration.value} s deregistration delay`,
      [drainHook, spotDrain, deregistration],
    ),
    scaleInSeconds: derived(
      deregistration.value + drainHook.value,
      's',
      `${deregistration.value} s deregistration delay + ${drainHook.value} s drain hook, one after the other`,
      { from: [deregistration, drainHook] },
    ),
    spotDrainSeconds: spotDrain,
  };
}

const { least, most } = limits.lifecycleHookSeconds;

/** Within what Auto Scaling takes. */
const hook = (seconds: number, arithmetic: string, from: readonly Figure[]): Figure =>
  derived(Math.min(Math.max(seconds, least), most), 's', `${arithmetic}, ${least} to ${most}`, { from });
