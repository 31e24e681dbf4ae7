import { measuredThroughputProvenance } from '../catalogue/measured-throughput';
import { derived, type Figure, measured, show } from '../figures/figure';
import type { AskedEngine } from './asked-engine';
import { boundByTwin, slowerTwinOf } from './bound-by-twin';
import { correctedLatency } from './corrected-latency';
import { layoutName } from './layout-name';
import type { Latency, Lengths, Load } from './load';
import { type OwnFit, ownFit } from './own-points/own-fit';
import type { OwnPoint } from './own-points/points-of-engine';
import { lengthsOf } from './own-points/step-time-model';

export interface ExpectedLatency {
  readonly timeToFirstTokenSeconds: Figure;
  readonly timePerOutputTokenSeconds: Figure;
}

/** Lengths in a fleet file are whole tokens, and lengths that were sent are means. */
const lengthToleranceTokens = 0.5;

const hasLengths = (point: Lengths, { inputTokens, outputTokens, prefillTokens = inputTokens }: Lengths): boolean =>
  prefillTokens === inputTokens &&
  Math.abs(point.inputTokens - inputTokens) <= lengthToleranceTokens &&
  Math.abs(point.outputTokens - outputTokens) <= lengthToleranceTokens;

/**
 * Latency of a replica under a load, by the first source that answers: a measurement of this engine under this load; a
 * curve through the engine's own points, within the concurrencies that they have; and else the roofline, corrected by
 * measurements of engines that are like it, and bound by those of the same engine on a GPU with slower memory.
 */
export function expectedLatency(engine: AskedEngine, load: Load): ExpectedLatency {
  return ownLatency(engine, load) ?? predictedLatency(engine, load);
}

function ownLatency({ own }: Pick<AskedEngine, 'own'>, load: Load): ExpectedLatency | undefined {
  const exact = own.find((point) => hasLengths(point, load) && point.concurrency === load.concurrency);
  if (exact !== undefined) {
    return measuredLatency(exact);
  }
  const fit = ownFit(own, load);
  return fit === undefined || !isWithin(own, load) ? undefined : fittedLatency(own, fit, load);
}

function predictedLatency(engine: AskedEngine, load: Load): ExpectedLatency {
  const corrected = correctedLatency(engine, load);
  const twin = slowerTwinOf(engine.compared.gpu);
  const onTwin = ownLatency({ own: engine.ownOfSlowerTwin }, load);
  return twin === undefined || onTwin === undefined ? corrected : boundByTwin(corrected, onTwin, twin);
}

/** Concurrencies that were measured. */
const concurrenciesOf = (points: readonly OwnPoint[]): number[] =>
  [...new Set(points.map(({ concurrency }) => concurrency))].sort((a, b) => a - b);

function isWithin(points: readonly OwnPoint[], { concurrency }: Load): boolean {
  const all = concurrenciesOf(points);
  return concurrency >= (all[0] as number) && concurrency <= (all.at(-1) as number);
}

/** Enough to find where the objectives of a workload end. */
const usualConcurrencies = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/** The concurrencies at which most is known of a replica under requests of these lengths, lowest first. */
export function knownConcurrencies({ own, ownOfSlowerTwin }: AskedEngine, lengths: Lengths): readonly number[] {
  const exact = own.filter((point) => hasLengths(point, lengths));
  const fitted = [own, ownOfSlowerTwin].find((points) => ownFit(points, lengths) !== undefined);
  return exact.length > 0
    ? concurrenciesOf(exact)
    : fitted === undefined
      ? usualConcurrencies
      : concurrenciesOf(fitted);
}

type Quantity = keyof Latency;

const cite = (point: OwnPoint, quantity: Quantity): Figure =>
  measured(point[quantity], 's', { source: point.cited, date: point.measuredDate });

const measuredLatency = (point: OwnPoint): ExpectedLatency => ({
  timeToFirstTokenSeconds: cite(point, 'timeToFirstTokenSeconds'),
  timePerOutputTokenSeconds: cite(point, 'timePerOutputTokenSeconds'),
});

function fittedLatency(points: readonly OwnPoint[], { latencyAt, error }: OwnFit, load: Load): ExpectedLatency {
  const latency = latencyAt(load);
  const source = `fit through ${points.length} measured points of ${describe(points)}; range ± ${show(error * 100)} %, the fit's error at the nearest measured lengths`;
  const fitted = (quantity: Quantity): Figure =>
    derived(latency[quantity], 's', source, {
      low: latency[quantity] * (1 - error),
      high: latency[quantity] * (1 + error),
      from: points.filter(({ concurrency }) => concurrency === load.concurrency).map((point) => cite(point, quantity)),
    });
  return {
    timeToFirstTokenSeconds: fitted('timeToFirstTokenSeconds'),
    timePerOutputTokenSeconds: fitted('timePerOutputTokenSeconds'),
  };
}

function describe(points: readonly OwnPoint[]): string {
  const [{ engine }] = points as [OwnPoint];
  const lengths = lengthsOf(points).map((pair) => pair.map(show).join('/'));
  const dates = points.map(({ measuredDate }) => measuredDate).sort();
  return `${engine.model} ${engine.format} on ${engine.gpu}, ${layoutName(engine.layout)}, at ${lengths.join(', ')} tokens (${measuredThroughputProvenance.source}; ${dates[0]} to ${dates.at(-1)})`;
}
