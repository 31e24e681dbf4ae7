import type { Fleet, IdleWorkload, Workload } from './fleet';

/** Whether a workload runs on what other workloads of its model leave idle, and has no instances of its own. */
export const runsOnIdle = (workload: Workload): workload is IdleWorkload =>
  workload.shape === 'batch-inference' && workload.capacity === 'idle';

export const idleWorkloads = ({ workloads }: Pick<Fleet, 'workloads'>): IdleWorkload[] => workloads.filter(runsOnIdle);

/** The workloads for which instances are bought. */
export const owningWorkloads = ({ workloads }: Pick<Fleet, 'workloads'>): Workload[] =>
  workloads.filter((workload) => !runsOnIdle(workload));
