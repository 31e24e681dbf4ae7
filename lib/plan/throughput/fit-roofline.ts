import { leastSquares } from '../../throughput/fitting/least-squares';
import { type RooflineCoefficients, rooflineLatency } from './roofline';
import type { Observation } from './roofline-observations';

/**
 * Assumed: no GPU reads its memory at the peak. The points cannot tell this from the time per layer (free, it ends at 1),
 * but a slower GPU than the measured ones would.
 */
const weightReadEfficiency = 0.9;

/** Weight of TTFT against TPOT: it holds the rush at the start of the benchmark itself. */
const firstTokenWeight = 0.3;
/** Pull to the start, so that what the points do not decide stays where it is plausible. */
const pull = 0.02;

/** Logarithms: of the excess (1 ÷ efficiency − 1) for efficiencies, of the value for the rest. */
const start = [0.5, 0.6, 1, 30e-6, 0.02, 1.2, 0.1].map(Math.log);

function coefficientsAt(x: readonly number[]): RooflineCoefficients {
  const [kv = 0, compute = 0, interconnect = 0, layer = 0, admission = 0, idle = 0, perRequest = 0] = x.map(Math.exp);
  return {
    weightReadEfficiency,
    kvReadEfficiency: 1 / (1 + kv),
    computeEfficiency: 1 / (1 + compute),
    interconnectEfficiency: 1 / (1 + interconnect),
    secondsPerLayer: layer,
    admissionSeconds: admission,
    promptsOfIdle: idle,
    promptsPerRequest: perRequest,
  };
}

/** Logarithms of predicted ÷ measured. */
export interface LogErrors {
  readonly firstToken: number;
  readonly perOutputToken: number;
}

export function logErrors(coefficients: RooflineCoefficients, observation: Observation): LogErrors {
  const predicted = rooflineLatency(observation.replica, coefficients, observation.load);
  return {
    firstToken: Math.log(predicted.timeToFirstTokenSeconds / observation.timeToFirstTokenSeconds),
    perOutputToken: Math.log(predicted.timePerOutputTokenSeconds / observation.timePerOutputTokenSeconds),
  };
}

/** Fits every coefficient at once to all observations, by least squares on logarithms. */
export function fitRoofline(observations: readonly Observation[]): RooflineCoefficients {
  const residuals = (x: readonly number[]): number[] => {
    const coefficients = coefficientsAt(x);
    return [
      ...observations.flatMap((observation) => {
        const { firstToken, perOutputToken } = logErrors(coefficients, observation);
        return [perOutputToken, firstTokenWeight * firstToken];
      }),
      ...x.map((value, index) => pull * (value - (start[index] as number))),
    ];
  };
  return coefficientsAt(leastSquares(residuals, start));
}
