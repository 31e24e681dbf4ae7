import { stackPhases } from '../../contract/stack-phases';
import type { Overhead } from '../../overhead/fleet-overhead';
import { bare, figures, words } from '../cells';
import type { Table } from '../table';

/** What each region costs besides GPU instances: a row for each part, since a page has more room downwards. */
export const besidesGpusTable = ({ overheads }: Pick<Overhead, 'overheads'>): Table => ({
  title: 'Besides GPU instances, USD a month',
  columns: [words('part'), ...overheads.map(({ region }) => figures(region))],
  rows: [
    ...(overheads[0]?.parts ?? []).map(({ name }, index) => [
      name,
      ...overheads.map(({ parts }) => {
        const part = parts[index];
        return part === undefined ? '' : bare(part.usdPerMonth);
      }),
    ]),
    ...(overheads.length === 0 ? [] : [['total', ...overheads.map(({ usdPerMonth }) => bare(usdPerMonth))]]),
  ],
  notes: countedBy(overheads),
});

/** Which parts carry the tag of a phase, and so count against its budget. */
function countedBy(overheads: Overhead['overheads']): string[] {
  const names = [
    ...new Set(
      overheads.flatMap(({ parts }) =>
        parts.filter(({ stack }) => stackPhases[stack] === 'serving').map(({ name }) => name),
      ),
    ),
  ];
  return names.length === 0
    ? []
    : [
        `The budget of serving also counts: ${names.join(', ')}. The other parts belong to no phase: the budget of the whole fleet counts them.`,
      ];
}
