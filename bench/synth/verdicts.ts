import type { Measured } from './rounds';
import type { Summary } from './summary';

/** One limit, and whether it holds. */
export interface Verdict {
  readonly what: string;
  readonly unit: 's CPU' | 'MB' | 'modules' | 'resources';
  readonly ours: number;
  /** The value of the plain app; undefined where the limit is absolute. */
  readonly other?: number;
  /** `ours` ÷ `other`; for an absolute limit, `ours` ÷ `limit`. */
  readonly ratio: number;
  /** The same ratio of wall-clock times. It is only printed, because other work on the machine changes it. */
  readonly wallRatio?: number;
  readonly limit: number;
  readonly passed: boolean;
}

const bareLimit = 2;
const growthLimit = 1.15;
const memoryLimitMB = { plain: 500, validated: 1000 };
/** Maximum ratio between the numbers of resources. */
const sizeLimit = 1.02;

export function verdicts(measured: Measured): Verdict[] {
  const { fleet2, fleet6, fleet12, bare2, bare12, fleet2Nag, fleet12Nag, bare2Nag, bare12Nag, fleet12Validated } =
    measured;
  return [
    size('as many resources, 2 regions', fleet2, bare2),
    size('as many resources, 12 regions', fleet12, bare12),
    time('synth ÷ bare L2 app, 2 regions', fleet2, bare2, bareLimit),
    time('synth ÷ bare L2 app, 12 regions', fleet12, bare12, bareLimit),
    time('with cdk-nag and our rules ÷ bare L2 app with cdk-nag, 2 regions', fleet2Nag, bare2Nag, bareLimit),
    time('with cdk-nag and our rules ÷ bare L2 app with cdk-nag, 12 regions', fleet12Nag, bare12Nag, bareLimit),
    time('time at 6 regions ÷ at 2', fleet6, fleet2, growthLimit * (6 / 2)),
    time('time at 12 regions ÷ at 2', fleet12, fleet2, growthLimit * (12 / 2)),
    time(
      'each region added from 6 to 12 ÷ from 2 to 6',
      perRegion(fleet6, fleet12, 6),
      perRegion(fleet2, fleet6, 4),
      growthLimit,
    ),
    memory('peak memory, 12 regions', fleet12, memoryLimitMB.plain),
    memory('peak memory, 12 regions, CloudFormation validation and cdk-nag', fleet12Validated, memoryLimitMB.validated),
    bundling(Object.values(measured)),
  ];
}

type Times = Pick<Summary, 'cpuSeconds' | 'wallSeconds'>;

function time(what: string, ours: Times, other: Times, limit: number): Verdict {
  const ratio = ours.cpuSeconds / other.cpuSeconds;
  return {
    what,
    unit: 's CPU',
    ours: ours.cpuSeconds,
    other: other.cpuSeconds,
    ratio,
    wallRatio: ours.wallSeconds / other.wallSeconds,
    limit,
    passed: ratio <= limit,
  };
}

const perRegion = (few: Times, many: Times, added: number): Times => ({
  cpuSeconds: (many.cpuSeconds - few.cpuSeconds) / added,
  wallSeconds: (many.wallSeconds - few.wallSeconds) / added,
});

function memory(what: string, { peakMemoryMB }: Summary, limit: number): Verdict {
  return { what, unit: 'MB', ours: peakMemoryMB, ratio: peakMemoryMB / limit, limit, passed: peakMemoryMB <= limit };
}

function size(what: string, ours: Summary, other: Summary): Verdict {
  const ratio = ours.resources / other.resources;
  const passed = ours.stacks === other.stacks && Math.max(ratio, 1 / ratio) <= sizeLimit;
  return {
    what: `${what} (${ours.stacks} and ${other.stacks} stacks)`,
    unit: 'resources',
    ours: ours.resources,
    other: other.resources,
    ratio,
    limit: sizeLimit,
    passed,
  };
}

function bundling(all: readonly Summary[]): Verdict {
  const loaded = new Set(all.flatMap(({ bundlers }) => bundlers)).size;
  return {
    what: 'bundlers loaded by synth',
    unit: 'modules',
    ours: loaded,
    ratio: loaded,
    limit: 0,
    passed: loaded === 0,
  };
}
