import { layoutName } from '../layout-name';
import type { Residual } from '../likeness/residual-table';
import type { Observation } from '../measurements/observations';
import type { RooflineCoefficients } from '../roofline/roofline';
import { logErrors } from './fit-roofline';

/** A point further from the median of its engine on its GPU than this is odd, whatever made it so. Logarithm. */
const oddFrom = 0.3;

/** Fewer points have no median that tells which of them is odd. */
const leastPoints = 5;

/** How far each measurement is from the roofline with these coefficients; without repeated and odd ones. */
export function residualsOf(
  observations: readonly Observation[],
  coefficients: RooflineCoefficients,
): readonly Residual[] {
  const all = allResiduals(observations, coefficients);
  const groups = new Map<string, Residual[]>();
  for (const residual of all) {
    const { source, readFrom, format, gpu } = residual;
    const key = JSON.stringify([source, readFrom, format, gpu]);
    groups.set(key, [...(groups.get(key) ?? []), residual]);
  }
  return [...groups.values()].flatMap((group) => {
    const middle = median(group.map(({ perOutputToken }) => perOutputToken));
    return group.length < leastPoints
      ? group
      : group.filter(({ perOutputToken }) => Math.abs(perOutputToken - middle) <= oddFrom);
  });
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** A sample lists some points twice, under two ids. */
const withoutRepetitions = (observations: readonly Observation[]): readonly Observation[] => [
  ...new Map(
    observations.map((one) => [
      JSON.stringify([one.engine, one.load, one.timePerOutputTokenSeconds, one.timeToFirstTokenSeconds]),
      one,
    ]),
  ).values(),
];

export const allResiduals = (
  observations: readonly Observation[],
  coefficients: RooflineCoefficients,
): readonly Residual[] =>
  withoutRepetitions(observations).map((observation) => {
    const { engine, load, id, source, kind } = observation;
    const { perOutputToken, firstToken } = logErrors(coefficients, observation);
    return {
      id,
      source,
      engineVersion: observation.engineVersion ?? '',
      model: engine.model,
      readFrom: engine.readFrom,
      kind,
      format: engine.format,
      gpu: engine.gpu,
      layout: layoutName(engine.layout),
      inputTokens: load.inputTokens,
      outputTokens: load.outputTokens,
      concurrency: load.concurrency,
      timePerOutputTokenSeconds: observation.timePerOutputTokenSeconds,
      timeToFirstTokenSeconds: observation.timeToFirstTokenSeconds,
      perOutputToken: -perOutputToken,
      firstToken: firstToken === undefined ? undefined : -firstToken,
    };
  });
