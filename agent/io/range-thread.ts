import { isMainThread, parentPort, workerData } from 'node:worker_threads';
import { RangeConnection } from './range-connection';
import type { Origin, RangeJob } from './range-job';

/** What a thread is told it is for. */
export const rangeThread = 'ranges';

export interface RangeRequest {
  readonly id: number;
  readonly job: RangeJob;
}

/** `whole` as a connection says it; the name of the error where it failed. */
export type RangeResult = { readonly id: number } & ({ readonly whole: boolean } | { readonly problem: string });

export const isRangeThread = (): boolean => !isMainThread && workerData === rangeThread;

/** Fetches what it is asked for, each range on a connection of its own. */
export function serveRanges(): void {
  const open = new Map<string, RangeConnection[]>();
  const connection = (origin: Origin): RangeConnection => {
    const key = JSON.stringify(origin);
    const usable = (open.get(key) ?? []).filter(({ closed }) => !closed);
    const found = usable.find(({ idle }) => idle) ?? new RangeConnection(origin);
    open.set(key, [...new Set([...usable, found])]);
    return found;
  };
  parentPort?.on('message', async ({ id, job }: RangeRequest) => {
    const tell = (told: RangeResult): void => parentPort?.postMessage(told);
    try {
      tell({ id, whole: await connection(job.origin).fetch(job) });
    } catch (thrown) {
      tell({ id, problem: problemOf(thrown) });
    }
  });
}

/** The system's own code says more than `Error`. */
const problemOf = (thrown: unknown): string =>
  thrown instanceof Error ? ((thrown as NodeJS.ErrnoException).code ?? thrown.name) : 'unknown';
