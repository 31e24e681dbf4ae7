import { derived, type Figure, show } from '../../figures/figure';
import type { Fleet, Workload } from '../../fleet/fleet';
import type { MeasuredTokens, Measurements } from '../../fleet/measurements';
import { demandPlan } from '../traffic/demand';

/** Lengths of requests as they were measured, beside what is planned without it. */
export interface TokenDrift {
  /** A workload, or a model where several share its cells. */
  readonly of: 'workload' | 'model';
  readonly name: string;
  readonly measured: MeasuredTokens;
  readonly plannedInputTokens: Figure;
  readonly plannedOutputTokens: Figure;
}

/** @param fleet without measurements */
export function tokenDrift(
  { workloads }: Pick<Fleet, 'workloads'>,
  { tokens }: Pick<Measurements, 'tokens'>,
): TokenDrift[] {
  return [
    ...Object.entries(tokens.workloads).flatMap(([name, measured]) =>
      row(
        'workload',
        name,
        measured,
        workloads.filter((workload) => workload.name === name),
      ),
    ),
    ...Object.entries(tokens.models).flatMap(([name, measured]) =>
      row(
        'model',
        name,
        measured,
        workloads.filter(({ model }) => model === name),
      ),
    ),
  ];
}

const row = (of: TokenDrift['of'], name: string, measured: MeasuredTokens, users: readonly Workload[]): TokenDrift[] =>
  users.length === 0
    ? []
    : [
        {
          of,
          name,
          measured,
          plannedInputTokens: meanOf(users, 'meanInputTokens'),
          plannedOutputTokens: meanOf(users, 'meanOutputTokens'),
        },
      ];

/** Over all requests of the workloads. */
function meanOf(users: readonly Workload[], field: 'meanInputTokens' | 'meanOutputTokens'): Figure {
  const demands = users.map(demandPlan);
  const [first] = demands;
  if (first !== undefined && demands.length === 1) {
    return first[field];
  }
  const rate = demands.reduce((sum, { meanRequestsPerSecond }) => sum + meanRequestsPerSecond.value, 0);
  const tokens = demands.reduce((sum, one) => sum + one.meanRequestsPerSecond.value * one[field].value, 0);
  return derived(tokens / rate, 'tokens', `mean over ${show(rate)} requests/s of ${users.length} workloads`, {
    from: demands.flatMap((one) => [one.meanRequestsPerSecond, one[field]]),
  });
}
