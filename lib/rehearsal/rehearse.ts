import type { Fleet } from '../fleet/fleet';
import { byPromise, type ServedRequests, servedWorkloads } from '../plan/capacity/served-workload';
import type { Plan } from '../plan/plan';
import type { Rehearsal } from './rehearsal';
import { type RehearsalOptions, rehearseModel } from './rehearse-model';

/**
 * Simulates every cell whose clients wait for answers, under each condition and at both ends of the throughput.
 *
 * @param only rehearses this workload, and those that share its cells. @default all
 */
export function rehearse(fleet: Fleet, plan: Plan, options: RehearsalOptions, only?: string): Rehearsal {
  const waitedFor = servedWorkloads(fleet).served.flatMap((one) =>
    byPromise<ServedRequests[]>(one, {
      latency: (requests) => (requests.model.task === 'generate' ? [requests] : []),
      deadline: () => [],
    }),
  );
  const shown = waitedFor.filter(({ workload }) => only === undefined || workload.name === only);
  const models = [...new Set(shown.map(({ model }) => model))];
  const workloads = models.flatMap((model) =>
    rehearseModel(
      plan,
      waitedFor.filter((one) => one.model === model),
      options,
    ),
  );
  const names = shown.map(({ workload }) => workload.name);
  return {
    seed: options.arrivals.seed,
    workloads: workloads.filter(({ workload }) => names.includes(workload)),
    leftOut: fleet.workloads.map(({ name }) => name).filter((name) => only === undefined && !names.includes(name)),
  };
}
