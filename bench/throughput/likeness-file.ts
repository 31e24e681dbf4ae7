import { fitRoofline } from '../../lib/throughput/fitting/fit-roofline';
import { fitVariances } from '../../lib/throughput/fitting/fit-variances';
import { residualsOf } from '../../lib/throughput/fitting/residuals-of';
import { type Observation, siliconSample } from '../../lib/throughput/measurements/observations';
import type { Widths } from './summary';
import type { Family } from './verdicts';

const round = (_: string, value: unknown): unknown =>
  typeof value === 'number' ? Number(value.toPrecision(4)) : value;

/** `lib/throughput/data/likeness.json`: how alike engines are, and how wide ranges must be. Too slow for every build. */
export function likenessFile(
  observations: readonly Observation[],
  widths: Widths,
  families: readonly Family[],
  date: string,
): string {
  const residuals = residualsOf(observations, fitRoofline(observations));
  const file = {
    provenance: {
      source: `maximum likelihood of ${residuals.length} measured deviations, and held-out errors of ${families.length} GPUs; npm run bench:throughput -- --write`,
      date,
    },
    variances: fitVariances(residuals, siliconSample),
    rangeDeviations: widths.printed,
    medianErrors: Object.fromEntries(
      families
        .filter(({ sources }) => sources.length > 1)
        .map(({ gpu, summary }) => [gpu, summary.perOutputToken.median]),
    ),
  };
  return `${JSON.stringify(file, round, 2)}\n`;
}
