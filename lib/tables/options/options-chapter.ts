import type { WorkloadOptions } from '../../plan/capacity/options';
import type { Table } from '../table';
import { dominatedTable } from './dominated';
import { frontTable } from './front';

/** How the options are compared. */
export const optionsIntro =
  'Every GPU type that all regions of a workload offer and that meets its objectives. Costs assume that every replica is busy, a batch on spot and all else on demand; a small demand does not fill a large instance.';

/** The tables of one workload; none where no type can be compared. */
export const optionTables = (options: WorkloadOptions): Table[] =>
  options.front.length === 0 ? [] : [frontTable(options), dominatedTable(options)];
