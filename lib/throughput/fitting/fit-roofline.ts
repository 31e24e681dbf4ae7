import type { Observation } from '../measurements/observations';
import type { RooflineCoefficients } from '../roofline/roofline';
import { rooflineLatency } from '../roofline/roofline-latency';
import { leastSquares } from './least-squares';

/** Weight of TTFT against TPOT: it holds the rush at the start of the benchmark itself. */
const firstTokenWeight = 0.3;
/** Pull to the start, so that what the points do not decide stays where it is plausible. */
const pull = 0.02;

type Name = keyof RooflineCoefficients;

/** Where the fit starts: efficiencies are ratios 0–1, the rest is positive. */
const start: Readonly<Record<Name, number>> = {
  weightReadEfficiency: 0.85,
  expertReadEfficiency: 0.5,
  kvReadEfficiency: 0.7,
  computeEfficiency: 0.65,
  expertComputeEfficiency: 0.3,
  narrowEfficiency: 0.8,
  unpackedEfficiency: 0.7,
  unpackedBytesPerCycle: 4,
  interconnectEfficiency: 0.5,
  secondsPerLayer: 30e-6,
  secondsPerExpertLayer: 30e-6,
  secondsPerExchange: 5e-6,
  secondsPerSequence: 10e-6,
  expertSpread: 0.7,
  expertImbalance: 0.1,
  admissionSeconds: 0.02,
  promptsOfIdle: 1.2,
  promptsPerRequest: 0.1,
};

const names = Object.keys(start) as Name[];

const isRatio = (name: Name): boolean => name.endsWith('Efficiency') || name === 'expertSpread';

/** Logarithms, so that nothing becomes negative: of the excess (1 ÷ ratio − 1) for ratios, of the value for the rest. */
const encoded = (coefficients: RooflineCoefficients): number[] =>
  names.map((name) => Math.log(isRatio(name) ? 1 / coefficients[name] - 1 : coefficients[name]));

const decoded = (x: readonly number[]): RooflineCoefficients =>
  Object.fromEntries(
    names.map((name, index) => {
      const value = Math.exp(x[index] as number);
      return [name, isRatio(name) ? 1 / (1 + value) : value];
    }),
  ) as unknown as RooflineCoefficients;

/** Logarithms of predicted ÷ measured; undefined where the time was not measured. */
export interface LogErrors {
  readonly firstToken: number | undefined;
  readonly perOutputToken: number;
}

export function logErrors(coefficients: RooflineCoefficients, observation: Observation): LogErrors {
  const predicted = rooflineLatency(observation.replica, coefficients, observation.load);
  const { timeToFirstTokenSeconds } = observation;
  return {
    firstToken:
      timeToFirstTokenSeconds === undefined
        ? undefined
        : Math.log(predicted.timeToFirstTokenSeconds / timeToFirstTokenSeconds),
    perOutputToken: Math.log(predicted.timePerOutputTokenSeconds / observation.timePerOutputTokenSeconds),
  };
}

/**
 * Fits every coefficient at once to all observations, by least squares on logarithms.
 *
 * @param from coefficients to begin at, for a fit to nearly the same observations
 */
export function fitRoofline(
  observations: readonly Observation[],
  from: RooflineCoefficients = start,
): RooflineCoefficients {
  const prior = encoded(start);
  const strength = pull * Math.sqrt(Math.max(1, observations.length / 300));
  const residuals = (x: readonly number[]): number[] => {
    const coefficients = decoded(x);
    return [
      ...observations.flatMap((observation) => {
        const { firstToken = 0, perOutputToken } = logErrors(coefficients, observation);
        return [perOutputToken, firstTokenWeight * firstToken];
      }),
      ...x.map((value, index) => strength * (value - (prior[index] as number))),
    ];
  };
  return decoded(leastSquares(residuals, encoded(from)));
}
