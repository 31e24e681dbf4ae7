import { createHash } from 'node:crypto';
import type { Fleet } from '../fleet/fleet';
import type { ReadRelated } from '../fleet/related-files';
import { readRequests } from '../fleet/trace';
import type { RecordedRequests } from '../fleet/traces/recorded-requests';
import type { Traces } from './simulated-cells';

/** The traces that a fleet file names, each read when it is first asked for. @param read by its path relative to the fleet file */
export function tracesOf({ workloads }: Fleet, read: ReadRelated): Traces {
  const paths = new Map(workloads.flatMap(({ name, demand }) => (demand.trace ? [[name, demand.trace.path]] : [])));
  const digests = new Map<string, string>();
  const recorded = new Map<string, RecordedRequests>();
  return {
    digest: (workload) => {
      const path = paths.get(workload);
      return path && kept(digests, path, () => digestOf(read, path));
    },
    requests: (workload) => {
      const path = paths.get(workload);
      return path === undefined ? undefined : kept(recorded, path, () => readRequests(read(path)));
    },
  };
}

function kept<T>(known: Map<string, T>, path: string, make: () => T): T {
  const value = known.get(path) ?? make();
  known.set(path, value);
  return value;
}

function digestOf(read: ReadRelated, path: string): string {
  const hash = createHash('sha256');
  for (const chunk of read(path)) {
    hash.update(chunk);
  }
  return hash.digest('hex');
}
