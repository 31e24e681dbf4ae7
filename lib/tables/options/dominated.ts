import type { WorkloadOptions } from '../../plan/capacity/options';
import { words } from '../cells';
import type { Table } from '../table';
import { optionCells, optionColumns } from './option-cells';
import { labelledDominated, labelledFront } from './option-labels';

/** The types that an option of the front beats in both speed and cost. */
export function dominatedTable(options: WorkloadOptions): Table {
  const front = labelledFront(options);
  return {
    title: `${options.workload}: types for which another option is both faster and cheaper (cheapest first)`,
    columns: [...optionColumns, words('beaten by')],
    rows: labelledDominated(options).map((labelled, index) => {
      const by = options.dominated[index]?.by;
      const better = front.find(({ option }) => option === by);
      return [...optionCells(labelled), better === undefined ? '' : `${better.label}: ${better.option.instanceType}`];
    }),
  };
}
