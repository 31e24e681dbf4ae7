import { leastSources } from '../../lib/throughput/corrected-latency';
import { siliconSample } from '../../lib/throughput/measurements/observations';
import type { Fold } from './folds';
import { type Summary, summarize } from './summary';

export interface Verdict {
  readonly what: string;
  readonly value: number;
  readonly target: string;
  readonly passed: boolean;
}

/** Largest median errors of TPOT. Ratios. A published simulator, BLIS, is off by 7.1 %. */
const maxMedian = { dense: 0.07, mixture: 0.15, public: 0.2 } as const;
const minCoverage = 0.8;

/** A family of GPUs as public sources measured it; validated where two of them did. */
export interface Family {
  readonly gpu: string;
  readonly sources: readonly string[];
  readonly summary: Summary;
  readonly validated: boolean;
}

const inSample = ({ source }: Fold): boolean => source === siliconSample;

export function families(folds: readonly Fold[]): readonly Family[] {
  const measured = folds.filter((fold) => !inSample(fold));
  return [...new Set(measured.map(({ gpu }) => gpu))].sort().map((gpu) => {
    const own = measured.filter((fold) => fold.gpu === gpu);
    const sources = [...new Set(own.map(({ source }) => source))];
    return { gpu, sources, summary: summarize(gpu, own), validated: sources.length >= leastSources };
  });
}

const atMost = (what: string, value: number, most: number): Verdict => ({
  what,
  value,
  target: `≤ ${most}`,
  passed: value <= most,
});

const covers = (what: string, { perOutputToken: { coverage } }: Summary): Verdict => ({
  what: `${what}: points inside the TPOT range`,
  value: coverage,
  target: `≥ ${minCoverage}`,
  passed: coverage >= minCoverage,
});

export function verdicts(folds: readonly Fold[]): readonly Verdict[] {
  const sample = folds.filter(inSample);
  const ofKind = (kind: Fold['kind']): Summary =>
    summarize(
      kind,
      sample.filter((fold) => fold.kind === kind),
    );
  const validated = families(folds).filter((family) => family.validated);
  return [
    ...(['dense', 'mixture'] as const).flatMap((kind) => [
      atMost(`${kind}, silicon sample: median TPOT error`, ofKind(kind).perOutputToken.median, maxMedian[kind]),
      covers(`${kind}, silicon sample`, ofKind(kind)),
    ]),
    ...validated.flatMap(({ gpu, summary }) => [
      atMost(`${gpu}, public sources: median TPOT error`, summary.perOutputToken.median, maxMedian.public),
      covers(`${gpu}, public sources`, summary),
    ]),
  ];
}
