import { forwardProgress } from '../../lib/engine/forward-progress';
import type { ProbeOutcome } from '../../lib/engine/probe';

/** What is known of an engine's forward progress. Times in seconds of the agent's own clock. */
export interface Progress {
  /** When a token was last seen to come, or a probe answered. */
  readonly movedAt: number;
  /** When a token was last seen to come, or no user was waiting for one. */
  readonly usersMovedAt: number;
  readonly probedAt: number;
  /** Tokens counted when last looked at; undefined while it is unknown. */
  readonly tokens: number | undefined;
  /** Requests on the engine when last looked at; undefined while it is unknown. */
  readonly inFlight: number | undefined;
}

/** An engine whose warm-up completion has just succeeded. */
export const startedProgress = (at: number): Progress => ({
  movedAt: at,
  usersMovedAt: at,
  probedAt: at,
  tokens: undefined,
  inFlight: undefined,
});

/** Counters as last read; undefined where the engine gave none. */
export interface Counters {
  /** Of users alone. */
  readonly tokens: number;
  readonly inFlight: number;
}

/**
 * Tokens that came since the last look are progress. Without counters nothing is known, and nothing changes.
 *
 * @param outstanding requests of users that were handed to the engine: an engine's count of its own may stand still
 */
export function afterSample(progress: Progress, at: number, counters: Counters | undefined, outstanding = 0): Progress {
  if (counters === undefined) {
    return { ...progress, inFlight: undefined, usersMovedAt: at };
  }
  const moved = progress.tokens !== undefined && counters.tokens !== progress.tokens;
  const usersWait = !moved && counters.inFlight > 0 && outstanding > 0;
  return {
    ...progress,
    ...counters,
    movedAt: moved ? at : progress.movedAt,
    usersMovedAt: usersWait ? progress.usersMovedAt : at,
  };
}

/**
 * An answer is progress. A refusal is too, of an engine that is idle or of which nothing is known: rate-limited and
 * unauthorised are never sick. An engine that calls itself full must have work, and one with work must produce tokens.
 */
export function afterProbe(progress: Progress, at: number, outcome: ProbeOutcome): Progress {
  return { ...progress, probedAt: at, movedAt: isAlive(outcome, progress.inFlight) ? at : progress.movedAt };
}

function isAlive(outcome: ProbeOutcome, inFlight: number | undefined): boolean {
  switch (outcome) {
    case 'answered':
      return true;
    case 'refused':
      return (inFlight ?? 0) === 0;
    case 'full':
      return inFlight === undefined;
    case 'failed':
      return false;
    default:
      return outcome satisfies never;
  }
}

/** A probe is due where no token has come for a while. */
export const probeDue = ({ movedAt, probedAt }: Progress, at: number): boolean =>
  at - Math.max(movedAt, probedAt) >= forwardProgress.idleProbeSeconds;

/**
 * For how long an engine has made no progress, however it calls itself; undefined while that is too short to mean anything.
 *
 * @param longestPrefillSeconds what the longest prompt takes until its first token
 */
export function hungSeconds(progress: Progress, at: number, longestPrefillSeconds = 0): number | undefined {
  const { movedAt, usersMovedAt, inFlight = 0 } = progress;
  const { hungAfterSeconds, usersHungAfterSeconds } = forwardProgress;
  const hungAfter = hungAfterSeconds + (inFlight > 0 ? longestPrefillSeconds : 0);
  if (at - movedAt > hungAfter) {
    return hungAfter;
  }
  const usersHungAfter = usersHungAfterSeconds + longestPrefillSeconds;
  return at - usersMovedAt > usersHungAfter ? usersHungAfter : undefined;
}

/**
 * An engine that may hang: a probe has failed since, or there is work and no token has come. It gets nothing new while
 * another one is left; to restart it this is not enough.
 */
export const isSuspect = ({ movedAt, probedAt, inFlight = 0 }: Progress, at: number): boolean =>
  probedAt > movedAt || (inFlight > 0 && at - movedAt > forwardProgress.suspectAfterSeconds);
