import { leastSources, rangeDeviations } from '../../lib/throughput/corrected-latency';
import { fitRoofline } from '../../lib/throughput/fitting/fit-roofline';
import { allResiduals, residualsOf } from '../../lib/throughput/fitting/residuals-of';
import { correctionBy, type Latency, widestDeviation } from '../../lib/throughput/likeness/nearby-residuals';
import type { Residual } from '../../lib/throughput/likeness/residual-table';
import { type Observation, siliconSample } from '../../lib/throughput/measurements/observations';
import { type RooflineCoefficients, textbook } from '../../lib/throughput/roofline/roofline';

/** Points that were predicted together, by coefficients and corrections that come from other points alone. */
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
  readonly inRange: boolean;
  /** Factor from the value to either end of its range, as a logarithm. */
  readonly range: number;
}

/** What is held out together: of the silicon sample a model on a GPU, of public sources all that one measured on a GPU. */
export const groupOf = ({ source, engine, kind }: Observation): string =>
  source === siliconSample ? `${engine.model} on ${engine.gpu}` : `${source} on ${engine.gpu}, ${kind}`;

const heldTogether = ({ source, engine }: Observation): string =>
  source === siliconSample ? `${engine.readFrom} on ${engine.gpu}` : `${source} on ${engine.gpu}`;

/** Holds out each group in turn. The fit begins at the coefficients of all points, and ends where it does from anywhere. */
export function heldOutFolds(observations: readonly Observation[]): Fold[] {
  const all = fitRoofline(observations);
  return [...new Set(observations.map(groupOf))].sort().map((group) => {
    const own = observations.filter((one) => groupOf(one) === group);
    const held = new Set(own.map(heldTogether));
    const others = observations.filter((one) => !held.has(heldTogether(one)));
    return judge(group, own, others, fitRoofline(others, all));
  });
}

function judge(
  group: string,
  own: readonly Observation[],
  others: readonly Observation[],
  coefficients: RooflineCoefficients,
): Fold {
  const residuals = residualsOf(others, coefficients);
  const { kind, source, engine } = own[0] as Observation;
  return {
    group,
    kind,
    source,
    gpu: engine.gpu,
    points: own.map((observation) => ({
      id: observation.id,
      perOutputToken: judged(observation, residuals, coefficients, 'perOutputToken') as Judged,
      firstToken: judged(observation, residuals, coefficients, 'firstToken'),
    })),
  };
}

function judged(
  observation: Observation,
  residuals: readonly Residual[],
  coefficients: RooflineCoefficients,
  of: Latency,
): Judged | undefined {
  const [own] = allResiduals([observation], coefficients);
  const [plain] = allResiduals([observation], textbook);
  const measured = own?.[of];
  if (own === undefined || plain === undefined || measured === undefined) {
    return undefined;
  }
  const { correction, deviation } = correctionBy(residuals, own, of);
  const sources = new Set(residuals.filter(({ gpu }) => gpu === own.gpu).map(({ source }) => source)).size;
  const range = rangeDeviations * (sources < leastSources ? widestDeviation(of) : deviation);
  const error = correction - measured;
  return { error, textbook: -(plain[of] as number), inRange: Math.abs(error) <= range, range };
}
