import { derived, type Figure, show } from '../figures/figure';
import type { AskedEngine } from './asked-engine';
import likeness from './data/likeness.json';
import fit from './data/roofline.json';
import { type Correction, correctionsBy, type Quantity, widestDeviation } from './likeness/nearby-residuals';
import { residuals } from './likeness/residual-table';
import type { Load } from './load';
import { rooflineLatency } from './roofline/roofline-latency';

export interface CorrectedLatency {
  readonly timeToFirstTokenSeconds: Figure;
  readonly timePerOutputTokenSeconds: Figure;
}

/** How far engines that are like one are from the roofline, and how wide the range around that is. */
export interface RangedCorrection extends Correction {
  /** Logarithm of the factor from the value to either end of its range. */
  readonly halfWidth: number;
  /** Why the prediction is not validated; undefined where it is. */
  readonly doubt: string | undefined;
}

/** One engine and length is asked for at concurrency after concurrency. */
const corrections = new Map<string, (concurrency: number) => Correction>();

function correctionAt(engine: AskedEngine, { inputTokens, outputTokens, concurrency }: Load, of: Quantity): Correction {
  const { readFrom, kind, format, gpu, layout } = engine.compared;
  const key = [of, readFrom, kind, format, gpu, layout, inputTokens, outputTokens].join(' ');
  const known =
    corrections.get(key) ??
    correctionsBy(residuals, likeness.variances, { ...engine.compared, inputTokens, outputTokens }, of);
  corrections.set(key, known);
  return known(concurrency);
}

type Widths = Readonly<Record<Quantity, { readonly byGpu: Readonly<Record<string, number>>; readonly widest: number }>>;

const rangeDeviations: Widths = likeness.rangeDeviations;
const medianErrors: Readonly<Record<string, number>> = likeness.medianErrors;

/** A GPU whose public measurements are off by more, in the median, is not validated. Ratio. */
export const mostMedianError = 0.2;

/**
 * The correction of an engine under a load. Its range holds eight of ten measurements by sources that no fit has seen; where
 * fewer than two sources measured the GPU it is as wide as on the GPU that is predicted worst.
 */
export function correctionOf(engine: AskedEngine, load: Load, of: Quantity): RangedCorrection {
  const correction = correctionAt(engine, load, of);
  const { byGpu, widest } = rangeDeviations[of];
  const { gpu } = engine.compared;
  return {
    ...correction,
    doubt: engine.doubt ?? doubtOf(gpu),
    halfWidth:
      engine.doubt === undefined
        ? (byGpu[gpu] ?? widest) * correction.deviation
        : widest * widestDeviation(likeness.variances, of),
  };
}

const sourcesByGpu = new Map<string, Set<string>>();
for (const { gpu, source } of residuals) {
  sourcesByGpu.set(gpu, (sourcesByGpu.get(gpu) ?? new Set()).add(source));
}

function doubtOf(gpu: string): string | undefined {
  const sources = sourcesByGpu.get(gpu)?.size ?? 0;
  const { [gpu]: medianError = 0 } = medianErrors;
  if (sources < 2) {
    return `unvalidated: ${sources === 0 ? 'no source has' : 'only one source has'} measured ${gpu}`;
  }
  return medianError > mostMedianError
    ? `unvalidated: half of the held-out public measurements of ${gpu} are off by more than ${show(medianError * 100)} %`
    : undefined;
}

/** The roofline, corrected by measurements of engines that are like the asked one. */
export function correctedLatency(engine: AskedEngine, load: Load): CorrectedLatency {
  const roofline = rooflineLatency(engine.replica, fit.coefficients, load);
  const corrected = (seconds: number, of: Quantity): Figure => {
    const { correction, halfWidth, nearest, doubt } = correctionOf(engine, load, of);
    const value = seconds * Math.exp(correction);
    const spread = Math.exp(halfWidth);
    const points =
      nearest.length === 0
        ? 'no like engine was measured'
        : `× ${show(Math.exp(correction))} by ${nearest.length} measured points, the nearest ${nearest[0]?.id}`;
    const range = `range ÷ and × ${show(spread)}, which holds eight of ten held-out measurements`;
    const reuse = load.prefillTokens === undefined ? '' : '; prefix reuse was not measured';
    return derived(
      value,
      's',
      `roofline of ${engine.compared.gpu}, ${fit.provenance.source}; ${points}; ${range}${reuse}${doubt === undefined ? '' : `; ${doubt}`}`,
      { low: value / spread, high: value * spread, from: engine.from },
    );
  };
  return {
    timeToFirstTokenSeconds: corrected(roofline.timeToFirstTokenSeconds, 'firstToken'),
    timePerOutputTokenSeconds: corrected(roofline.timePerOutputTokenSeconds, 'perOutputToken'),
  };
}
