import { dirname, join } from 'node:path';
import { error, type Finding } from '../../contract/findings';
import type { Fleet } from '../../fleet/fleet';
import { didYouMean } from '../../fleet/nearest';
import { shapeTraits } from '../../fleet/shape-traits';
import type { RecordedRequests } from '../../fleet/traces/recorded-requests';
import type { ArrivalProcess } from '../../rehearsal/arrival-process';
import { readRecorded } from './read-recorded';

/** What the command line asks for. */
export interface RehearseOptions {
  readonly fleet: string;
  readonly workload?: string;
  readonly trace?: string;
  readonly arrivals?: ArrivalProcess;
  readonly dispersion: number;
  readonly seconds?: number;
  readonly seed: number;
  readonly fewest?: boolean;
  readonly json?: boolean;
}

/** The traces that a rehearsal replays, by workload. */
export type RecordedByWorkload = ReadonlyMap<string, RecordedRequests>;

const source = 'npx polyregion rehearse --help';

/** Reads the traces, or says everything that is wrong with what was asked. */
export function readOrder(fleet: Fleet, options: RehearseOptions): RecordedByWorkload | Finding[] {
  const waitedFor = fleet.workloads.filter(({ shape }) => shapeTraits[shape].promise === 'latency');
  const names = waitedFor.map(({ name }) => name);
  const allNames = fleet.workloads.map(({ name }) => name);
  const { workload, arrivals } = options;
  const findings: Finding[] = [];
  if (workload !== undefined && !allNames.includes(workload)) {
    findings.push(
      error(['--workload'], {
        problem: 'names no workload of the fleet file',
        got: workload,
        expected: 'one of its workloads',
        fix: didYouMean(workload, allNames),
        source,
      }),
    );
  }
  const recorded = new Map<string, RecordedRequests>();
  const known = new Map<string, RecordedRequests | Finding>();
  for (const { name, demand } of waitedFor) {
    const path = traceOf(name, demand.trace?.path, options);
    if (path === undefined) {
      continue;
    }
    const read = known.get(path) ?? readRecorded(path);
    known.set(path, read);
    if ('count' in read) {
      recorded.set(name, read);
    }
  }
  findings.push(...[...known.values()].filter((read): read is Finding => !('count' in read)));
  const without = names.filter((name) => !recorded.has(name) && (workload === undefined || name === workload));
  if (arrivals === 'trace' && findings.length === 0 && without.length > 0) {
    findings.push(
      error(['--arrivals'], {
        problem: `needs a trace, and ${without.join(', ')} has none`,
        got: arrivals,
        expected: 'demand.trace in the fleet file, or --trace',
        fix: `name one: --trace PATH, or rehearse without --arrivals`,
        source,
      }),
    );
  }
  return findings.length > 0 ? findings : recorded;
}

/** `--trace` stands for the trace of the workload that is rehearsed, or of all. */
function traceOf(name: string, own: string | undefined, options: RehearseOptions): string | undefined {
  if (options.trace !== undefined && (options.workload === undefined || options.workload === name)) {
    return options.trace;
  }
  return own === undefined ? undefined : join(dirname(options.fleet), own);
}
