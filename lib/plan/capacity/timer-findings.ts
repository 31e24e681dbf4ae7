import { limits } from '../../catalogue/limits';
import { error, type Finding } from '../../contract/findings';
import type { Fleet } from '../../fleet/fleet';
import type { CellPlan } from './cell';

const source = 'timers of a cell: docs/plan.md';

/** Timers that AWS does not take, and requests that a spot instance has no time for. */
export const timerFindings = (fleet: Fleet, plan: { readonly cells: readonly CellPlan[] }): Finding[] =>
  fleet.workloads.flatMap((workload, index) => {
    const cell = plan.cells.find(
      ({ model, loads }) => model === workload.model && loads.some((load) => load.workload === workload.name),
    );
    const model = fleet.models.findIndex(({ name }) => name === workload.model);
    const isAwaited = workload.objectives.latency !== undefined;
    return cell === undefined
      ? []
      : [
          ...(isAwaited ? tooLong(cell, ['workloads', index, 'maxOutputTokens'], workload.maxOutputTokens) : []),
          ...tooSlow(cell, ['models', model, 'weights']),
          ...(isAwaited ? tooLongForSpot(fleet, cell, model) : []),
        ];
  });

/** Every timer that a long answer stretches beyond what its service takes. */
function tooLong({ timers }: CellPlan, path: (string | number)[], tokens: number): Finding[] {
  const most = Math.min(limits.deregistrationDelaySeconds, limits.loadBalancerIdleSeconds);
  const { deregistrationDelaySeconds: seconds } = timers;
  return seconds.value <= most
    ? []
    : [
        error(path, {
          problem: `makes a request last up to ${seconds.value} s, longer than a load balancer waits for a leaving instance`,
          got: tokens,
          expected: `a longest request of at most ${most} s`,
          fix: 'lower the limit, or promise a shorter TPOT',
          source,
        }),
      ];
}

function tooSlow({ timers, model }: CellPlan, path: (string | number)[]): Finding[] {
  const { launchHookSeconds: seconds } = timers;
  return seconds.value <= limits.lifecycleHookSeconds.most
    ? []
    : [
        error(path, {
          problem: `of ${model} take so long to load that Auto Scaling gives the launch up`,
          got: `${seconds.value} s (${seconds.source})`,
          expected: `at most ${limits.lifecycleHookSeconds.most} s`,
          fix: 'a smaller model, a lower precision, or more GPUs a replica',
          source,
        }),
      ];
}

function tooLongForSpot(fleet: Fleet, { timers, engine }: CellPlan, model: number): Finding[] {
  const { longestRequestSeconds: longest } = engine;
  return fleet.models[model]?.pools.overflow === undefined || longest.value <= timers.spotDrainSeconds.value
    ? []
    : [
        error(['models', model, 'pools', 'overflow'], {
          problem: `cuts requests that run longer than a spot instance has: ${timers.spotDrainSeconds.value} s of its notice`,
          got: `${longest.value} s (${longest.source})`,
          expected: `a longest request of at most ${timers.spotDrainSeconds.value} s`,
          fix: 'lower maxOutputTokens, or remove the overflow',
          source,
        }),
      ];
}
