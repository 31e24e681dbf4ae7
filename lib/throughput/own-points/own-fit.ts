import type { Latency, Lengths, Load } from '../load';
import type { OwnPoint } from './points-of-engine';
import { errorRatio, fitStepTimeModel, lengthsOf } from './step-time-model';

/** A curve through the points of one engine. */
export interface OwnFit {
  readonly latencyAt: (load: Load) => Latency;
  /** Largest error on request time at the measured lengths that are nearest. Ratio. */
  readonly error: number;
}

/** With fewer lengths the terms of the model cannot be told apart. */
const minLengths = 3;

/** With a larger error the range would begin at zero, so the fit is not used. */
const maxErrorRatio = 0.5;

/** How many times shorter or longer than any measured length a workload may be. */
const maxExtrapolation = 10;

const fits = new WeakMap<readonly OwnPoint[], Map<string, OwnFit | undefined>>();

/** The curve, where it may answer for these lengths: near the points, close to them, and with times that exist. */
export function ownFit(points: readonly OwnPoint[], lengths: Lengths): OwnFit | undefined {
  const known = fits.get(points) ?? new Map<string, OwnFit | undefined>();
  fits.set(points, known);
  const key = `${lengths.inputTokens} ${lengths.outputTokens} ${lengths.prefillTokens}`;
  if (!known.has(key)) {
    known.set(key, trustworthyFit(points, lengths));
  }
  return known.get(key);
}

function trustworthyFit(points: readonly OwnPoint[], lengths: Lengths): OwnFit | undefined {
  if (lengthsOf(points).length < minLengths) {
    return undefined;
  }
  const isNear = (key: 'inputTokens' | 'outputTokens'): boolean => {
    const measured = points.map((point) => point[key]);
    return (
      lengths[key] >= Math.min(...measured) / maxExtrapolation &&
      lengths[key] <= Math.max(...measured) * maxExtrapolation
    );
  };
  const latencyAt = fitStepTimeModel(points);
  const isPossible = ({ concurrency }: OwnPoint): boolean => {
    const { timeToFirstTokenSeconds, timePerOutputTokenSeconds } = latencyAt({ ...lengths, concurrency });
    return timeToFirstTokenSeconds > 0 && timePerOutputTokenSeconds > 0;
  };
  if (!isNear('inputTokens') || !isNear('outputTokens') || !points.every(isPossible)) {
    return undefined;
  }
  const error = errorRatio(points, lengths);
  return error < maxErrorRatio ? { latencyAt, error } : undefined;
}
