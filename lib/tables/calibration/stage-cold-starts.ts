import { driftText } from '../../plan/cold-start/measured-stage';
import type { Calibration } from '../../plan/measured/calibration';
import { bare, figures, words } from '../cells';
import type { Table } from '../table';
import { launchCells, launchColumns } from './launches';

/** Every measured stage of a cold start beside what the plan would expect without it. */
export const stageColdStartsTable = ({ coldStarts }: Pick<Calibration, 'coldStarts'>): Table => ({
  title: 'Cold starts',
  columns: [
    words('model'),
    words('type'),
    words('stage'),
    ...launchColumns,
    figures('expected', 's'),
    figures('drift'),
  ],
  rows: coldStarts.map(({ model, instanceType, stage, measured, planned }) => [
    model,
    instanceType,
    stage,
    ...launchCells(measured),
    bare(planned),
    driftText(measured.p50Seconds, planned.value),
  ]),
});
