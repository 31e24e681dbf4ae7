import type { WorkloadOptions } from '../../plan/capacity/options';
import type { Table } from '../table';
import { dominatedTable } from './dominated';
import { failingTable } from './failing';
import { frontTable } from './front';

/** How the options are compared. */
export const optionsIntro =
  'Every GPU type, in every layout of a replica: TP is tensor parallel, DP data parallel, EP whole experts on each GPU. Costs assume that every replica is busy, a batch on spot and all else on demand; a small demand does not fill a large instance. Speeds are those of the throughput model at one load, at the end of their range that sizes the fleet; npx polyregion optimize simulates the traffic.';

/** The tables of one workload that have rows. */
export const optionTables = (options: WorkloadOptions): Table[] =>
  [frontTable(options), dominatedTable(options), failingTable(options)].filter(({ rows }) => rows.length > 0);
