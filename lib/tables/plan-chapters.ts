import type { PricedPlan } from '../budgets/priced-plan';
import { pasteableText } from '../contract/pasteable-text';
import { busyHoursTable } from './capacity/busy-hours';
import { cellsTable } from './capacity/cells';
import { engineSettingsTable } from './capacity/engine-settings';
import { gatewaysTable } from './capacity/gateways';
import { poolsTable } from './capacity/pools';
import { quotasTable } from './capacity/quotas';
import { replicaTables } from './capacity/replicas';
import { rolloutsTable } from './capacity/rollouts';
import { simulatedSizesTable } from './capacity/simulated-sizes';
import { timersTable } from './capacity/timers';
import { demandJumpsTable } from './cold-start/demand-jumps';
import { shorteningsTable } from './cold-start/shortenings';
import { stagesTable } from './cold-start/stages';
import { answersTable } from './cost/answers';
import { besidesGpusTable } from './cost/besides-gpus';
import { budgetsTable } from './cost/budgets';
import { cellCostsTable } from './cost/cell-costs';
import { commitmentsTable } from './cost/commitments';
import { hostOrBuyTable } from './cost/host-or-buy';
import { networkWaysTable } from './cost/network-ways';
import { onceTable } from './cost/once';
import { phasesTable } from './cost/phases';
import { pricesTable } from './cost/prices';
import { regionsTable } from './cost/regions';
import { demandTable } from './demand/demand';
import { usersTable } from './demand/users';
import { survivorsTable } from './failover/survivors';
import { idleCellsTable } from './idle/idle-cells';
import { idleWorkTable } from './idle/idle-work';
import type { Table } from './table';
import { workloadsTable } from './topology/workloads';

export type ChapterId = 'topology' | 'users' | 'capacity' | 'failover' | 'cost' | 'cold-start';

/** Tables of a plan that belong together, with what a reader must know to read them. */
export interface Chapter {
  readonly id: ChapterId;
  readonly title: string;
  readonly intro: string;
  /** Those that have rows. */
  readonly tables: readonly Table[];
}

/**
 * Every table of a plan, in the order in which text, page and Markdown show them; chapters without rows are left out.
 *
 * @param file path of the fleet file, which the commands in notes name
 */
export const planChapters = (plan: PricedPlan, file: string): Chapter[] =>
  chapters(plan)
    .map((chapter) => ({
      ...chapter,
      tables: chapter.tables.filter(({ rows }) => rows.length > 0).map((table) => withPasteableNotes(table, file)),
    }))
    .filter(({ tables }) => tables.length > 0);

const withPasteableNotes = (table: Table, file: string): Table =>
  table.notes === undefined ? table : { ...table, notes: table.notes.map((note) => pasteableText(note, file)) };

const chapters = (plan: PricedPlan): Chapter[] => [
  {
    id: 'topology',
    title: 'Topology',
    intro: 'Traffic of a jurisdiction never leaves its regions. A cell is one model in one region.',
    tables: [workloadsTable(plan)],
  },
  {
    id: 'users',
    title: 'Demand and users',
    intro: plan.workloads.some(({ users }) => users.length > 0)
      ? 'Users are served from the nearest region of their workload.'
      : 'The fleet file does not say where the users are. Their demand is split evenly over the regions, and round trips are not estimated.',
    tables: [demandTable(plan), usersTable(plan)],
  },
  {
    id: 'capacity',
    title: 'Capacity',
    intro: 'What runs in each region, how it grows, and how it is replaced.',
    tables: [
      cellsTable(plan),
      simulatedSizesTable(plan),
      poolsTable(plan),
      gatewaysTable(plan),
      idleWorkTable(plan),
      idleCellsTable(plan),
      busyHoursTable(plan),
      rolloutsTable(plan),
      ...replicaTables(plan),
      engineSettingsTable(plan),
      timersTable(plan),
      quotasTable(plan.quotas),
    ],
  },
  {
    id: 'failover',
    title: 'When a region is lost',
    intro:
      'The share of peak that the other regions carry at once, with the instances that already run, and once they have grown to their maximum. Where everything promised runs at all times, DNS alone moves the clients. A standby is launched first, and a batch waits. Without a failover policy nothing is promised.',
    tables: [survivorsTable(plan)],
  },
  {
    id: 'cost',
    title: 'Cost against budgets',
    intro:
      'Expected: every group runs its minimum, on the first allowed type; a batch runs on spot for as long as its work takes. Worst case: every group runs its maximum, on the most expensive allowed type, on demand.',
    tables: [
      phasesTable(plan),
      budgetsTable(plan),
      regionsTable(plan),
      cellCostsTable(plan),
      besidesGpusTable(plan),
      onceTable(plan),
      networkWaysTable(plan),
      answersTable(plan),
      hostOrBuyTable(plan),
      pricesTable(plan),
      commitmentsTable(plan),
    ],
  },
  {
    id: 'cold-start',
    title: 'Cold start',
    intro: 'From the launch of an instance until its model answers: one stage after the other.',
    tables: [stagesTable(plan), shorteningsTable(plan), demandJumpsTable(plan)],
  },
];
