import { mostMedianError } from '../../lib/throughput/corrected-latency';
import { siliconSample } from '../../lib/throughput/measurements/observations';
import type { Fold } from './folds';
import { leastSources, shareInside } from './range-deviations';
import { type Summary, summarize, type Widths } from './summary';

export interface Verdict {
  readonly what: string;
  readonly value: number;
  readonly target: string;
  readonly passed: boolean;
}

/** Largest median errors of TPOT. Ratios. A published simulator, BLIS, is off by 7.1 %. */
const maxMedian = { dense: 0.07, mixture: 0.15 } as const;

/** A family of GPUs as public sources measured it. */
export interface Family {
  readonly gpu: string;
  readonly sources: readonly string[];
  readonly summary: Summary;
  /** Why its predictions are not validated; undefined where they are. */
  readonly doubt: string | undefined;
}

const inSample = ({ source }: Fold): boolean => source === siliconSample;

export function families(folds: readonly Fold[], widths: Widths): readonly Family[] {
  const measured = folds.filter((fold) => !inSample(fold));
  return [...new Set(measured.map(({ gpu }) => gpu))].sort().map((gpu) => {
    const own = measured.filter((fold) => fold.gpu === gpu);
    const sources = [...new Set(own.map(({ source }) => source))];
    const summary = summarize(gpu, own, widths);
    return { gpu, sources, summary, doubt: doubtOf(sources.length, summary.perOutputToken.median) };
  });
}

function doubtOf(sources: number, median: number): string | undefined {
  if (sources < leastSources) {
    return 'unvalidated: one source';
  }
  return median > mostMedianError ? 'unvalidated: sources differ' : undefined;
}

const atMost = (what: string, value: number, most: number): Verdict => ({
  what,
  value,
  target: `≤ ${most}`,
  passed: value <= most,
});

const covers = (what: string, { perOutputToken: { coverageUnseen } }: Summary): Verdict => ({
  what: `${what}: points inside the TPOT range of the others' width`,
  value: coverageUnseen,
  target: `≥ ${shareInside}`,
  passed: coverageUnseen >= shareInside,
});

/** A family that two sources measured is judged, also where plans call it unvalidated because they differ. */
export function verdicts(folds: readonly Fold[], widths: Widths): readonly Verdict[] {
  const sample = folds.filter(inSample);
  const ofKind = (kind: Fold['kind']): Summary =>
    summarize(
      kind,
      sample.filter((fold) => fold.kind === kind),
      widths,
    );
  const judged = families(folds, widths).filter(({ sources }) => sources.length >= leastSources);
  return [
    ...(['dense', 'mixture'] as const).flatMap((kind) => [
      atMost(`${kind}, silicon sample: median TPOT error`, ofKind(kind).perOutputToken.median, maxMedian[kind]),
      covers(`${kind}, silicon sample`, ofKind(kind)),
    ]),
    ...judged.flatMap(({ gpu, summary }) => [
      atMost(`${gpu}, public sources: median TPOT error`, summary.perOutputToken.median, mostMedianError),
      covers(`${gpu}, public sources`, summary),
    ]),
  ];
}
