import pc from 'picocolors';
import type { Figure } from '../figures/figure';
import type { Plan } from '../plan/plan';
import { originText } from './origin-text';

/** The numbers that decide, each with where it comes from; `plan --json` has it for every number. */
export function originsText(plan: Plan): string {
  const lines: [string, Figure][] = [
    ...plan.workloads.flatMap(({ name, demand, instancesForPeak, failover, types }): [string, Figure][] => [
      [`peak demand of ${name}`, demand.peakRequestsPerSecond],
      [`instances for the peak of ${name}`, instancesForPeak],
      [`recovery of ${name}`, failover.recoverySeconds],
      ...types.flatMap(({ instanceType, fit, replica, plannedRequestsPerSecond }): [string, Figure][] => [
        [`KV cache of ${name} on ${instanceType}`, fit.kvCacheGiB],
        [`KV cache of one token of ${name} on ${instanceType}`, fit.kvBytesPerToken],
        [`throughput of a replica of ${name} on ${instanceType}`, replica.requestsPerSecond],
        [`planned throughput of an instance for ${name} on ${instanceType}`, plannedRequestsPerSecond],
      ]),
    ]),
    ...plan.cells.flatMap((cell, index): [string, Figure][] => [
      [`minimum of ${cell.model} in ${cell.region}`, cell.minInstances],
      [`maximum of ${cell.model} in ${cell.region}`, cell.maxInstances],
      [`expected cost of ${cell.model} in ${cell.region}`, plan.cellCosts[index]?.expectedUsdPerHour as Figure],
    ]),
  ];
  return `${pc.bold('Where the numbers come from')}\n${lines.map(([what, figure]) => `  ${what}: ${originText(figure)}\n`).join('')}`;
}
