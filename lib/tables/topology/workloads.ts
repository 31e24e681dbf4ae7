import { workloadHostName } from '../../contract/names';
import type { Plan } from '../../plan/plan';
import { code, words } from '../cells';
import { objectiveParts } from '../objectives';
import type { Table } from '../table';

/** What each workload runs on, where clients reach it, and what it promises. */
export const workloadsTable = ({ workloads, fleet }: Plan): Table => ({
  title: 'Workloads',
  columns: [
    words('workload'),
    words('shape'),
    words('models'),
    words('host name'),
    words('failover'),
    words('objectives'),
    words('state'),
  ],
  rows: workloads.map(({ name, shape, model, companions, jurisdiction, failover, objectives, notYetDeployed }) => [
    name,
    shape,
    [model, ...companions.map((one) => one.model)].join(', '),
    objectives.latency === undefined
      ? 'none: it works from a queue'
      : code(workloadHostName({ workload: name, jurisdiction, domain: fleet.domain })),
    failover.mode,
    objectiveParts(objectives),
    notYetDeployed.length === 0 ? 'deployed' : 'not deployed yet',
  ]),
  notes: workloads
    .filter(({ notYetDeployed }) => notYetDeployed.length > 0)
    .map(({ name, notYetDeployed }) => `${name}: cdk deploy leaves out ${notYetDeployed.join(', ')}.`),
});
