import { derived, type Figure } from '../../figures/figure';
import { hoursPerMonth } from '../../figures/hours';
import type { CellPlan } from '../../plan/capacity/cell';
import type { SimulatedSizes } from '../../plan/capacity/simulated-sizes';
import type { Plan } from '../../plan/plan';
import { about, bare, figures, words } from '../cells';
import { keptPromise } from '../kept-promise';
import type { Cell, CellPart, Table } from '../table';

type Planned = Pick<Plan, 'cells' | 'cellCosts' | 'workloads'>;

/** What each promise looks like on the instances that a simulation chose, and what the other end of the throughput would cost. */
export const simulatedSizesTable = (plan: Planned): Table => ({
  title: 'Sizes by simulation',
  columns: [
    words('model'),
    words('region'),
    figures('instances'),
    words('throughput'),
    figures('by arithmetic', 'instances'),
    figures('at the other end', 'instances'),
    figures('which would cost', 'USD/month more'),
    words('at the hardest load, of what is promised'),
  ],
  rows: plan.cells.flatMap((cell, index) =>
    cell.simulated === undefined
      ? []
      : [rowOf(plan, cell, cell.simulated, plan.cellCosts[index]?.prices[0]?.usdPerHour)],
  ),
  notes: [
    `The throughput of a replica has a range, and its two ends are simulated: its value (central), and the end that promises less (cautious). Where they need different numbers, one measurement of the model on the instance type, at the lengths of the workload, decides: ${measureCommands(plan)}.`,
  ],
});

/** For each model whose two ends differ, the measurement that decides; for any other model the command's own name. */
function measureCommands({ cells }: Planned): string {
  const differing = cells.filter(
    ({ simulated }) => simulated?.decided?.running.value !== simulated?.runningAtOtherEnd?.value,
  );
  const commands = differing.map(
    ({ model, instanceTypes: [type], loads: [load] }) =>
      `npx polyregion measure --model ${model} --type ${type} --workload ${load?.workload}`,
  );
  return commands.length === 0 ? 'npx polyregion measure' : [...new Set(commands)].join(', ');
}

const rowOf = (plan: Planned, cell: CellPlan, simulated: SimulatedSizes, usdPerHour: Figure | undefined): Cell[] => [
  cell.model,
  cell.region,
  bare(cell.minInstances),
  simulated.confidence,
  bare(simulated.arithmeticInstances),
  simulated.runningAtOtherEnd === undefined ? 'none is enough' : bare(simulated.runningAtOtherEnd),
  differenceOf(simulated, usdPerHour),
  simulated.kept.flatMap((seen, index): CellPart[] => [index === 0 ? '' : '\n', ...keptPromise(plan, seen)]),
];

function differenceOf({ decided, runningAtOtherEnd: other }: SimulatedSizes, usdPerHour: Figure | undefined): Cell {
  return other === undefined || decided === undefined || usdPerHour === undefined
    ? '–'
    : about(
        derived(
          (other.value - decided.running.value) * usdPerHour.value * hoursPerMonth,
          'USD/month',
          `(${other.value} − ${decided.running.value}) instances × ${usdPerHour.value} USD/h × ${hoursPerMonth} h`,
          { from: [other, decided.running, usdPerHour] },
        ),
      );
}
