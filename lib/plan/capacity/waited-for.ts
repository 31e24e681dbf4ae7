import { byPromise, type ServedRequests, type ServedWorkload } from './served-workload';

/**
 * The workloads whose clients wait for generated answers, those of each model together and in the order of their names: random
 * numbers follow that order, and the order of the fleet file changes nothing.
 */
export function waitedForByModel(served: readonly ServedWorkload[]): ServedRequests[][] {
  const waitedFor = served
    .flatMap((one) =>
      byPromise<ServedRequests[]>(one, {
        latency: (requests) => (requests.model.task === 'generate' ? [requests] : []),
        deadline: () => [],
      }),
    )
    .sort((a, b) => (a.workload.name < b.workload.name ? -1 : 1));
  return [...new Set(waitedFor.map(({ model }) => model))].map((model) =>
    waitedFor.filter((one) => one.model === model),
  );
}
