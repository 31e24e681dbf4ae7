import type { WorkloadOptions } from '../../plan/capacity/options';
import { words } from '../cells';
import type { Table } from '../table';

/** The types that cannot serve a workload; types of one GPU that fail for one reason are one row. */
export function failingTable({ workload, failing }: WorkloadOptions): Table {
  const rows = new Map<string, string[]>();
  for (const { gpu, reason, instanceType } of failing) {
    const key = `${gpu}\n${reason}`;
    rows.set(key, [...(rows.get(key) ?? []), instanceType]);
  }
  return {
    title: `${workload}: types that cannot serve it, each with the reason in the layout that comes closest`,
    columns: [words('GPUs'), words('reason'), words('types')],
    rows: [...rows].map(([key, types]) => [...key.split('\n'), inFamilies(types)]),
  };
}

/** `g6.xlarge, 2xlarge, 4xlarge`, a line for each family. */
function inFamilies(types: readonly string[]): string {
  const families = new Map<string, string[]>();
  for (const type of types) {
    const [family = '', size = ''] = type.split('.');
    families.set(family, [...(families.get(family) ?? []), size]);
  }
  return [...families].map(([family, sizes]) => `${family}.${sizes.join(', ')}`).join('\n');
}
