import type { WorkloadOptions } from '../../plan/capacity/options';
import type { Table } from '../table';
import { optionCells, optionColumns } from './option-cells';
import { labelledFront } from './option-labels';

/** The options of a workload that no other option beats in both speed and cost. */
export const frontTable = (options: WorkloadOptions): Table => ({
  title: `${options.workload}: no other option is both faster and cheaper (fastest first, prices of ${options.region})`,
  columns: optionColumns,
  rows: labelledFront(options).map(optionCells),
});
