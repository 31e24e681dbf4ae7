import { measuredThroughputProvenance } from '../lib/catalogue/measured-throughput';
import { fitRoofline } from '../lib/throughput/fitting/fit-roofline';
import { residualsOf } from '../lib/throughput/fitting/residuals-of';
import type { Residual, ResidualRow } from '../lib/throughput/likeness/residual-table';
import { allObservations, siliconSample } from '../lib/throughput/measurements/observations';
import type { RooflineCoefficients } from '../lib/throughput/roofline/roofline';

/** Digits that are the same on every platform. The measured points are accurate to three. */
const digits = 5;

const round = (value: number): number => Number(value.toPrecision(digits));

let fitted: { readonly coefficients: RooflineCoefficients; readonly residuals: readonly Residual[] } | undefined;

/** Both files come from one fit. */
function fittedOnce() {
  if (fitted === undefined) {
    const observations = allObservations();
    const coefficients = rounded(fitRoofline(observations));
    fitted = { coefficients, residuals: residualsOf(observations, coefficients) };
  }
  return fitted;
}

/** `lib/throughput/data/roofline.json`: the fitted coefficients. Fitting takes too long to repeat in every plan. */
export function rooflineFile(): string {
  const { coefficients, residuals } = fittedOnce();
  const silicon = residuals.filter(({ source }) => source === siliconSample).length;
  const file = {
    provenance: {
      source: `fitted to ${silicon} vLLM points of ${measuredThroughputProvenance.source}, and ${residuals.length - silicon} of public-throughput.json; npm run generate`,
      date: measuredThroughputProvenance.date,
    },
    coefficients,
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** `lib/throughput/data/residuals.json`: how far each measurement is from the roofline, one a line. */
export function residualsFile(): string {
  return `[\n${fittedOnce()
    .residuals.map((residual) => `  ${JSON.stringify(row(residual))}`)
    .join(',\n')}\n]\n`;
}

const row = (one: Residual): ResidualRow => [
  one.id,
  one.source,
  one.engineVersion,
  one.model,
  one.readFrom ?? '',
  one.kind,
  one.format,
  one.gpu,
  one.layout,
  round(one.inputTokens),
  round(one.outputTokens),
  round(one.concurrency),
  round(one.timePerOutputTokenSeconds),
  one.timeToFirstTokenSeconds === undefined ? null : round(one.timeToFirstTokenSeconds),
  Number(one.perOutputToken.toFixed(4)),
  one.firstToken === undefined ? null : Number(one.firstToken.toFixed(4)),
];

const rounded = (numbers: RooflineCoefficients): RooflineCoefficients =>
  Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, round(Number(value))]),
  ) as unknown as RooflineCoefficients;
