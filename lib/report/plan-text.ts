import pc from 'picocolors';
import type { Figure } from '../figures/figure';
import type { PricedPlan } from '../overhead/priced-plan';
import type { Plan } from '../plan/plan';
import { capacityTables } from './capacity-tables';
import { costTables } from './cost-tables';
import { failoverTables } from './failover-tables';
import { legend, originText } from './figure-text';
import { replacementTables } from './replacement-tables';

/** What a person must know before anything else. */
export function headline(plan: PricedPlan): string {
  const serving = plan.phases.find(({ phase }) => phase === 'serving');
  const usd = (figure: Figure | undefined): string => Math.round(figure?.value ?? 0).toLocaleString('en-US');
  return [
    `${pc.bold('Nothing is created in AWS.')} Deployed, the fleet ${pc.bold(plan.fleet.name)} would cost`,
    `${pc.bold(`about ${usd(serving?.expectedUsdPerMonth)} USD a month`)} for GPU instances, at worst ${usd(serving?.worstCaseUsdPerMonth)}, and about ${usd(plan.overheadUsdPerMonth)} USD for everything else.\n`,
  ].join('\n');
}

const tables = [...capacityTables, ...replacementTables, ...failoverTables, ...costTables];

/** The plan as tables, all of it. */
export const planText = (plan: PricedPlan): string =>
  `${tables
    .map((part) => part(plan))
    .filter((text) => text !== '')
    .join('\n')}${legend}\n`;

/** The numbers that decide, each with where it comes from; `plan --json` has it for every number. */
export function originsText(plan: Plan): string {
  const lines: [string, Figure][] = [
    ...plan.workloads.flatMap(({ name, demand, instancesForPeak, failover, types }): [string, Figure][] => [
      [`peak demand, ${name}`, demand.peakRequestsPerSecond],
      [`instances for peak, ${name}`, instancesForPeak],
      [`recovery, ${name}`, failover.recoverySeconds],
      ...types.flatMap(({ instanceType, fit, replica, plannedRequestsPerSecond }): [string, Figure][] => [
        [`KV cache, ${name} on ${instanceType}`, fit.kvCacheGiB],
        [`KV cache of a token, ${name} on ${instanceType}`, fit.kvBytesPerToken],
        [`throughput, ${name} on ${instanceType}`, replica.requestsPerSecond],
        [`planned, ${name} on ${instanceType}`, plannedRequestsPerSecond],
      ]),
    ]),
    ...plan.cells.flatMap((cell, index): [string, Figure][] => [
      [`minimum, ${cell.model} in ${cell.region}`, cell.minInstances],
      [`maximum, ${cell.model} in ${cell.region}`, cell.maxInstances],
      [`expected cost, ${cell.model} in ${cell.region}`, plan.cellCosts[index]?.expectedUsdPerHour as Figure],
    ]),
  ];
  return `${pc.bold('Where the numbers come from')}\n${lines.map(([what, figure]) => `  ${what}: ${originText(figure)}\n`).join('')}`;
}
