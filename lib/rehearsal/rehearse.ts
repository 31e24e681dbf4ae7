import type { Fleet } from '../fleet/fleet';
import { byPromise, type ServedBatch, type ServedRequests, servedWorkloads } from '../plan/capacity/served-workload';
import type { Plan } from '../plan/plan';
import type { Rehearsal } from './rehearsal';
import { rehearseBatch } from './rehearse-batch';
import { type RehearsalOptions, rehearseModel } from './rehearse-model';

/**
 * Simulates every cell that generates answers, under each condition and at both ends of the throughput.
 *
 * @param only rehearses this workload, and those that share its cells. @default all
 */
export function rehearse(fleet: Fleet, plan: Plan, options: RehearsalOptions, only?: string): Rehearsal {
  const { served } = servedWorkloads(fleet);
  const isShown = ({ workload }: { readonly workload: { readonly name: string } }): boolean =>
    only === undefined || workload.name === only;
  const batches = served.flatMap((one) =>
    byPromise<ServedBatch[]>(one, { latency: () => [], deadline: (batch) => [batch] }),
  );
  const waitedFor = served.flatMap((one) =>
    byPromise<ServedRequests[]>(one, {
      latency: (requests) => (requests.model.task === 'generate' ? [requests] : []),
      deadline: () => [],
    }),
  );
  const shown = waitedFor.filter(isShown);
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
    batches: batches.filter(isShown).map((one) => rehearseBatch(plan, one, options)),
  };
}
