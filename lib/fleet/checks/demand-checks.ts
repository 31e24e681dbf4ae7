import { error, type Finding, type Path, warning } from '../../contract/findings';
import { assumedPeakToMeanRatio, completeDemand } from '../complete-fleet';
import type { Demand } from '../fleet';
import { knownFormats } from '../traces/formats';
import { check } from './check';

const source = 'demand of the workloads: docs/fleet-file.md';

/** Shares are written with a few decimals, so their sum may miss 1 by rounding. */
const shareTolerance = 0.001;

const userShares = check(['workloads'], ({ workloads }) =>
  workloads.flatMap(({ users }, index) => {
    const sum = Object.values(users ?? { all: 1 }).reduce<number>((total, share) => total + (share ?? 0), 0);
    return Math.abs(sum - 1) <= shareTolerance
      ? []
      : [
          error(['workloads', index, 'users'], {
            problem: 'does not add up',
            got: Number(sum.toFixed(4)),
            expected: 'shares whose sum is 1',
            fix: 'correct the shares',
            source,
          }),
        ];
  }),
);

const statedDemand = ['meanRequestsPerSecond', 'meanInputTokens', 'meanOutputTokens'] as const;

const demandIsKnown = check(['workloads'], ({ workloads }, related) =>
  workloads.flatMap(({ demand }, index) => {
    const path = ['workloads', index, 'demand'];
    if (demand.trace !== undefined) {
      const outcome = related.trace(demand.trace);
      return outcome.ok
        ? []
        : [
            error([...path, 'trace'], {
              problem: `cannot be read: ${outcome.reason}`,
              got: demand.trace,
              expected: `a request trace: ${knownFormats}`,
              fix: outcome.fix ?? 'give its path relative to the fleet file',
              source,
            }),
          ];
    }
    const missing = statedDemand.filter((field) => demand[field] === undefined);
    return missing.length === 0
      ? []
      : [
          error(path, {
            problem: `says neither a trace nor ${missing.join(', ')}`,
            got: undefined,
            expected: `trace, or ${statedDemand.join(', ')}`,
            fix: 'add one of the two',
            source,
          }),
        ];
  }),
);

/** Checks of the demand as it is planned: what the fleet file states, completed from the trace. */
const demandIsConsistent = check(['workloads'], ({ workloads }, related) =>
  workloads.flatMap(({ demand: stated, maxInputTokens, maxOutputTokens }, index) => {
    const demand = completeDemand(stated, related);
    const at = ['workloads', index, 'demand'];
    if (demand.meanRequestsPerSecond === 0 || demand.meanOutputTokens < 1 || demand.meanInputTokens < 1) {
      return demand.trace === undefined
        ? [] // said already: neither a trace nor stated
        : [
            error([...at, 'trace'], {
              problem: 'has no demand in it',
              got: `${demand.meanInputTokens} input and ${demand.meanOutputTokens} output tokens a request`,
              expected: 'at least one of each',
              fix: 'name another trace',
              source,
            }),
          ];
    }
    const peak =
      demand.peakRequestsPerSecond >= demand.meanRequestsPerSecond
        ? []
        : [
            error([...at, 'peakRequestsPerSecond'], {
              problem: 'is below the mean',
              got: demand.peakRequestsPerSecond,
              expected: `at least ${demand.meanRequestsPerSecond} requests per second`,
              fix:
                stated.meanRequestsPerSecond === undefined
                  ? 'raise peakRequestsPerSecond, or remove it: the mean, and then the peak, are those of demand.trace times demand.scale'
                  : 'exchange meanRequestsPerSecond and peakRequestsPerSecond, or correct one',
              source,
            }),
          ];
    const tooLong = (field: 'maxInputTokens' | 'maxOutputTokens', mean: number, max: number): Finding[] =>
      mean <= max
        ? []
        : [
            error(['workloads', index, field], {
              problem: `is below the mean length of ${Math.round(mean)} tokens`,
              got: max,
              expected: `more than ${Math.round(mean)} tokens`,
              fix: `raise ${field}, or correct demand.${stated[meanOf[field]] === undefined ? 'trace' : meanOf[field]}`,
              source,
            }),
          ];
    return [
      ...peak,
      ...shortTrace(at, stated.peakRequestsPerSecond, demand),
      ...sparseTrace(at, demand),
      ...tooLong('maxInputTokens', demand.meanInputTokens, maxInputTokens),
      ...tooLong('maxOutputTokens', demand.meanOutputTokens, maxOutputTokens),
      ...limitFindings(index, 'maxInputTokens', maxInputTokens, demand.trace?.statistics.p95InputTokens),
      ...limitFindings(index, 'maxOutputTokens', maxOutputTokens, demand.trace?.statistics.p95OutputTokens),
    ];
  }),
);

const meanOf = { maxInputTokens: 'meanInputTokens', maxOutputTokens: 'meanOutputTokens' } as const;

const shortTrace = (at: Path, statedPeak: number | undefined, { trace, peakIsAssumed }: Demand): Finding[] =>
  trace === undefined || statedPeak !== undefined || !peakIsAssumed
    ? []
    : [
        warning([...at, 'trace'], {
          problem: `is too short to show a busiest minute, so the peak is assumed as ${assumedPeakToMeanRatio} times the mean`,
          got: `${Number(trace.statistics.seconds.toFixed(1))} s`,
          expected: 'at least 60 s',
          fix: 'name a longer trace, or state demand.peakRequestsPerSecond',
          source,
        }),
      ];

/** GPUs are not rented for less. Such a trace is more likely in another unit: milliseconds, read as seconds. */
const sparseSeconds = 100;

const sparseTrace = (at: Path, { trace }: Demand): Finding[] =>
  trace === undefined || trace.statistics.meanRequestsPerSecond > 1 / sparseSeconds
    ? []
    : [
        warning([...at, 'trace'], {
          problem: 'has hardly any requests',
          got: `one every ${Math.round(1 / trace.statistics.meanRequestsPerSecond)} s`,
          expected: `at least one every ${sparseSeconds} s`,
          fix: 'divide its times by 1000, if they are milliseconds; nothing, if so little is to be served',
          source,
        }),
      ];

/** A limit that refuses much of what is asked. Whether it is far too high, and what that costs, the plan says. */
const limitFindings = (index: number, field: string, limit: number, p95: number | undefined): Finding[] =>
  p95 === undefined || limit >= p95
    ? []
    : [
        warning(['workloads', index, field], {
          problem: 'refuses more than one request in twenty of the trace',
          got: limit,
          expected: `at least ${p95} tokens`,
          fix: `raise ${field}, if these requests are to be served`,
          source,
        }),
      ];

export const demandChecks = [userShares, demandIsKnown, demandIsConsistent];
