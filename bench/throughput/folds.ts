import { fitRoofline } from '../../lib/throughput/fitting/fit-roofline';
import { fitVariances } from '../../lib/throughput/fitting/fit-variances';
import { allResiduals, residualsOf } from '../../lib/throughput/fitting/residuals-of';
import type { Variances } from '../../lib/throughput/likeness/likeness';
import { correctionsBy, type Quantity } from '../../lib/throughput/likeness/nearby-residuals';
import type { Residual } from '../../lib/throughput/likeness/residual-table';
import { type Observation, siliconSample } from '../../lib/throughput/measurements/observations';
import { type RooflineCoefficients, textbook } from '../../lib/throughput/roofline/roofline';

/** Points that were predicted together, by coefficients, variances and corrections that come from other points alone. */
export interface Fold {
  readonly group: string;
  readonly kind: 'dense' | 'mixture';
  readonly source: string;
  readonly gpu: string;
  readonly points: readonly JudgedPoint[];
}

/** Logarithms of predicted ÷ measured; undefined where the time was not measured. */
export interface JudgedPoint {
  readonly id: string;
  readonly perOutputToken: Judged;
  readonly firstToken: Judged | undefined;
}

export interface Judged {
  readonly error: number;
  /** The unfitted roofline on the same point. */
  readonly textbook: number;
  /** Standard deviation that the prediction gives itself, as a logarithm. */
  readonly deviation: number;
}

/** What is held out together: of the silicon sample a model on a GPU, of public sources all that one measured on a GPU. */
export const groupOf = ({ source, engine, kind }: Observation): string =>
  source === siliconSample ? `${engine.model} on ${engine.gpu}` : `${source} on ${engine.gpu}, ${kind}`;

const heldTogether = ({ source, engine }: Observation): string =>
  source === siliconSample ? `${engine.readFrom} on ${engine.gpu}` : `${source} on ${engine.gpu}`;

/** Holds out each group in turn. The fit begins at the coefficients of all points, and ends where it does from anywhere. */
export function heldOutFolds(
  observations: readonly Observation[],
  groups: readonly string[] = [...new Set(observations.map(heldTogether))].sort(),
): Fold[] {
  const all = fitRoofline(observations);
  return groups.flatMap((held) => {
    const own = observations.filter((one) => heldTogether(one) === held);
    const others = observations.filter((one) => heldTogether(one) !== held);
    const coefficients = fitRoofline(others, all);
    const residuals = residualsOf(others, coefficients);
    const model = { coefficients, residuals, variances: fitVariances(residuals, siliconSample) };
    return [...new Set(own.map(groupOf))].sort().map((group) =>
      judge(
        group,
        own.filter((one) => groupOf(one) === group),
        model,
      ),
    );
  });
}

interface FittedModel {
  readonly coefficients: RooflineCoefficients;
  readonly residuals: readonly Residual[];
  readonly variances: Variances;
}

function judge(group: string, own: readonly Observation[], model: FittedModel): Fold {
  const { kind, source, engine } = own[0] as Observation;
  return {
    group,
    kind,
    source,
    gpu: engine.gpu,
    points: own.map((observation) => ({
      id: observation.id,
      perOutputToken: judged(observation, model, 'perOutputToken') as Judged,
      firstToken: judged(observation, model, 'firstToken'),
    })),
  };
}

function judged(
  observation: Observation,
  { coefficients, residuals, variances }: FittedModel,
  of: Quantity,
): Judged | undefined {
  const [own] = allResiduals([observation], coefficients);
  const [plain] = allResiduals([observation], textbook);
  const measured = own?.[of];
  if (own === undefined || plain === undefined || measured === undefined) {
    return undefined;
  }
  const { correction, deviation } = correctionsBy(residuals, variances, own, of)(own.concurrency);
  return { error: correction - measured, textbook: -(plain[of] as number), deviation };
}
