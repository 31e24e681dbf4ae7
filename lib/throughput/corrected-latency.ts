import { derived, type Figure, show } from '../figures/figure';
import coverage from './data/held-out-coverage.json';
import fit from './data/roofline.json';
import { type Correction, correctionBy, type Latency, widestDeviation } from './likeness/nearby-residuals';
import { type ComparedEngine, type Residual, residuals } from './likeness/residual-table';
import type { Load } from './load';
import type { RooflineReplica } from './roofline/roofline';
import { rooflineLatency } from './roofline/roofline-latency';

/** An engine that is asked for: what it reads and computes, and what it is compared by. */
export interface AskedEngine {
  readonly replica: RooflineReplica;
  readonly compared: Omit<ComparedEngine, keyof Pick<Load, 'inputTokens' | 'outputTokens' | 'concurrency'>>;
  /** Inputs of the roofline. */
  readonly from: readonly Figure[];
}

export interface ExpectedLatency {
  readonly timeToFirstTokenSeconds: Figure;
  readonly timePerOutputTokenSeconds: Figure;
  /** Measured points that count most, most alike first. */
  readonly nearest: readonly Residual[];
}

/** A GPU family with fewer sources is not validated: methods of one source cannot be told from the GPU. */
export const leastSources = 2;

/** Standard deviations to each side of a value: 1.28 would hold eight of ten, if deviations were normal and likeness exact. */
export const rangeDeviations = 1.4;

/** A plan asks for the same engines and loads again and again. */
const corrections = new Map<string, Correction>();

function knownCorrection(engine: ComparedEngine, of: Latency): Correction {
  const { readFrom, kind, format, gpu, layout, inputTokens, outputTokens, concurrency } = engine;
  const key = [of, readFrom, kind, format, gpu, layout, inputTokens, outputTokens, concurrency].join(' ');
  const correction = corrections.get(key) ?? correctionBy(residuals, engine, of);
  corrections.set(key, correction);
  return correction;
}

const sourcesByGpu = new Map<string, Set<string>>();
for (const { gpu, source } of residuals) {
  sourcesByGpu.set(gpu, (sourcesByGpu.get(gpu) ?? new Set()).add(source));
}

/** Sources that measured a GPU. */
export const sourcesOn = (gpu: string): readonly string[] => [...(sourcesByGpu.get(gpu) ?? [])];

/** How far engines that are like this one are from the roofline under this load; as uncertain as can be where too few sources measured the GPU. */
export function correctionOf(compared: AskedEngine['compared'], load: Load, of: Latency): Correction {
  const correction = knownCorrection({ ...compared, ...load }, of);
  return sourcesOn(compared.gpu).length < leastSources ? { ...correction, deviation: widestDeviation(of) } : correction;
}

/** The roofline, corrected by measurements of engines that are like the asked one. */
export function expectedLatency({ replica, compared, from }: AskedEngine, load: Load): ExpectedLatency {
  const latency = rooflineLatency(replica, fit.coefficients, load);
  const engine = { ...compared, ...load };
  const sources = sourcesOn(engine.gpu).length;
  const figure = (value: number, of: Latency): Figure =>
    corrected(value, correctionOf(compared, load, of), from, { gpu: engine.gpu, sources });
  return {
    timeToFirstTokenSeconds: figure(latency.timeToFirstTokenSeconds, 'firstToken'),
    timePerOutputTokenSeconds: figure(latency.timePerOutputTokenSeconds, 'perOutputToken'),
    nearest: knownCorrection(engine, 'perOutputToken').nearest,
  };
}

const shareInside: Readonly<Record<string, number>> = coverage.sharesInsideRange;

/** What the range of a GPU is worth, where held-out measurements lie outside more often than two in ten. */
const missed = (gpu: string): string => {
  const share = shareInside[gpu];
  return share === undefined
    ? ''
    : `; only ${show(share * 100)} % of the held-out public measurements of ${gpu} lie inside such a range`;
};

function corrected(
  roofline: number,
  { correction, deviation, nearest }: Correction,
  from: readonly Figure[],
  { gpu, sources }: { readonly gpu: string; readonly sources: number },
): Figure {
  const value = roofline * Math.exp(correction);
  const spread = Math.exp(rangeDeviations * deviation);
  const points =
    nearest.length === 0
      ? 'no like engine was measured'
      : `× ${show(Math.exp(correction))} by ${nearest.length} measured points, the nearest ${nearest[0]?.id}`;
  const validated =
    sources >= leastSources
      ? ''
      : `; unvalidated: ${sources === 0 ? 'no source has' : 'only one source has'} measured ${gpu}`;
  return derived(
    value,
    's',
    `roofline of ${gpu}, ${fit.provenance.source}; ${points}; range ÷ and × ${show(spread)}, ${rangeDeviations} standard deviations of like points${missed(gpu)}${validated}`,
    { low: value / spread, high: value * spread, from },
  );
}
