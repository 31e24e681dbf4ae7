import type { PlannedSetting } from '../../plan/engine-settings';
import type { Plan } from '../../plan/plan';
import { amount, figures, words } from '../cells';
import type { Cell, Table } from '../table';

/** What the settings of each model change, and what of that the plan does not know. */
export const engineSettingsTable = ({ models }: Pick<Plan, 'models'>): Table => ({
  title: 'What settings of the engines change',
  columns: [
    words('model'),
    words('setting'),
    words('value'),
    figures('memory of each GPU'),
    words('throughput and latency'),
    words('how'),
  ],
  rows: models.flatMap(({ name, settings = [] }) =>
    settings.map((one) => [name, one.setting, one.value, memoryCell(one), speedWords(one), one.note]),
  ),
  notes: [
    'Against an engine without the setting, on the first allowed instance type. What is unknown is in no other figure of this plan: keep room for it in targetUtilizationRatio, and measure the cell with npx polyregion calibrate.',
  ],
});

const memoryCell = ({ memory }: PlannedSetting): Cell => (typeof memory === 'string' ? memory : amount(memory));

function speedWords({ throughput, phase }: PlannedSetting): string {
  const of = phase === 'both' ? 'prefill and decode' : phase;
  switch (throughput) {
    case 'none':
      return 'none';
    case 'counted':
      return `of ${of}, in the plan`;
    case 'unknown':
      return `of ${of}, unknown`;
    default:
      return throughput satisfies never;
  }
}
