import type { Fleet } from '../fleet/fleet';
import { byPromise, type ServedBatch, servedWorkloads } from '../plan/capacity/served-workload';
import { waitedForByModel } from '../plan/capacity/waited-for';
import type { Plan } from '../plan/plan';
import { besideOf } from './beside';
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
  const models = waitedForByModel(served).flatMap((sharing) => {
    const beside = besideOf(fleet, plan, sharing[0]?.model.name ?? '');
    const isAsked = sharing.some(isShown) || (beside !== undefined && beside.batch.name === only);
    return isAsked ? [rehearseModel(plan, sharing, options, beside)] : [];
  });
  const workloads = models.flatMap((model) => model.workloads);
  return {
    seed: options.arrivals.seed,
    workloads: fleet.workloads.flatMap((workload) =>
      isShown({ workload }) ? workloads.filter((one) => one.workload === workload.name) : [],
    ),
    batches: batches.filter(isShown).map((one) => rehearseBatch(plan, one, options)),
    idleWork: models.flatMap(({ idleWork }) => idleWork),
  };
}
