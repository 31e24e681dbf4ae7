import { forwardProgress } from '../../lib/engine/forward-progress';
import type { ProbeOutcome } from '../../lib/engine/probe';

/** What is known of an engine's forward progress. Times in seconds of the agent's own clock. */
export interface Progress {
  /** When a token was last seen to come, or a probe answered. */
  readonly movedAt: number;
  readonly probedAt: number;
  /** Tokens counted when last looked at; undefined while it is unknown. */
  readonly tokens: number | undefined;
  /** Requests on the engine when last looked at; undefined while it is unknown. */
  readonly inFlight: number | undefined;
}

/** An engine whose warm-up completion has just succeeded. */
export const startedProgress = (at: number): Progress => ({
  movedAt: at,
  probedAt: at,
  tokens: undefined,
  inFlight: undefined,
});

/** Counters as last read; undefined where the engine gave none. */
export interface Counters {
  readonly tokens: number;
  readonly inFlight: number;
}

/** Tokens that came since the last look are progress. Without counters nothing is known, and nothing changes. */
export function afterSample(progress: Progress, at: number, counters: Counters | undefined): Progress {
  if (counters === undefined) {
    return { ...progress, inFlight: undefined };
  }
  const moved = progress.tokens !== undefined && counters.tokens !== progress.tokens;
  return { ...progress, ...counters, movedAt: moved ? at : progress.movedAt };
}

/**
 * An answer is progress. A refusal is too, of an engine that is idle or of which nothing is known: saturated, rate-limited
 * and unauthorised are never sick. An engine with work that refuses more must still produce tokens.
 */
export function afterProbe(progress: Progress, at: number, outcome: ProbeOutcome): Progress {
  const alive = outcome === 'answered' || (outcome === 'refused' && (progress.inFlight ?? 0) === 0);
  return { ...progress, probedAt: at, movedAt: alive ? at : progress.movedAt };
}

/** A probe is due where no token has come for a while. */
export const probeDue = ({ movedAt, probedAt }: Progress, at: number): boolean =>
  at - Math.max(movedAt, probedAt) >= forwardProgress.idleProbeSeconds;

/** Without progress for so long, however the engine calls itself. */
export const isHung = ({ movedAt }: Progress, at: number): boolean => at - movedAt > forwardProgress.hungAfterSeconds;

/**
 * An engine that may hang: a probe has failed since, or there is work and no token has come. It gets nothing new while
 * another one is left; to restart it this is not enough.
 */
export const isSuspect = ({ movedAt, probedAt, inFlight = 0 }: Progress, at: number): boolean =>
  probedAt > movedAt || (inFlight > 0 && at - movedAt > forwardProgress.suspectAfterSeconds);
