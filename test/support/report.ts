import { dirname } from 'node:path';
import { pricedPlan } from '../../lib/budgets/priced-plan';
import { catalogueAgeFindings } from '../../lib/fleet/checks/catalogue-age';
import type { Fleet } from '../../lib/fleet/fleet';
import { loadPins } from '../../lib/fleet/lock-file';
import { workloadOptions } from '../../lib/plan/capacity/options';
import type { ReportData } from '../../lib/report/page/page';
import { load, sizedPlan } from './fleets';
import { readText } from './project-root';

const someDay = new Date('2026-11-23');

/** What the report of one of the project's own fleet files is made from, on a day that does not change. */
export function reportData(path = 'fleet.yaml'): ReportData {
  const { fleet, findings } = load(readText(path), dirname(path)) as { fleet: Fleet } & ReturnType<typeof load>;
  const pins = loadPins(undefined, fleet.regions);
  const planned = sizedPlan(fleet, dirname(path));
  if (planned.plan === undefined) {
    throw new Error(`${path}: not a valid fleet`);
  }
  return {
    plan: pricedPlan(planned.plan),
    findings: [...findings, ...catalogueAgeFindings(someDay, fleet.regions), ...pins.findings, ...planned.findings],
    options: workloadOptions(fleet),
    source: { file: path, date: '2026-11-23', commit: { hash: '1a2b3c4', date: '2026-11-20', isChanged: false } },
    nearest: [],
  };
}

/** What the page of every example has, in its order. */
export const reportSections = [
  { id: 'money', title: 'What it costs' },
  { id: 'promises', title: 'What is promised, and what runs for it' },
  { id: 'findings', title: 'Findings' },
  { id: 'topology', title: 'Topology' },
  { id: 'users', title: 'Demand and users' },
  { id: 'capacity', title: 'Capacity' },
  { id: 'failover', title: 'When a region is lost' },
  { id: 'cost', title: 'Cost against budgets' },
  { id: 'cold-start', title: 'Cold start' },
  { id: 'options', title: 'Cost against speed' },
  { id: 'origins', title: 'Where the numbers come from' },
];
