import { measuredThroughputProvenance } from '../lib/catalogue/measured-throughput';
import { fitRoofline } from '../lib/plan/throughput/fit-roofline';
import { rooflineSpread } from '../lib/plan/throughput/held-out';
import { fittedObservations } from '../lib/plan/throughput/roofline-observations';

/** Digits that are the same on every platform. The measured points are accurate to three. */
const digits = 5;

/** `lib/plan/throughput/data/roofline.json`: the fitted coefficients. Fitting takes too long to repeat in every plan. */
export function rooflineFile(): string {
  const observations = fittedObservations();
  const file = {
    provenance: {
      source: `fitted to ${observations.length} dense vLLM points of ${measuredThroughputProvenance.source}; npm run generate`,
      date: measuredThroughputProvenance.date,
    },
    coefficients: rounded(fitRoofline(observations)),
    spread: rounded(rooflineSpread(observations)),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

const rounded = (numbers: object): Record<string, number> =>
  Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, Number(Number(value).toPrecision(digits))]));
