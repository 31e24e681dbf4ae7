import type { Calibration } from '../../plan/measured/calibration';
import { words } from '../cells';
import type { Table } from '../table';
import { launchCells, launchColumns } from './launches';

/** Whole cold starts as each region and pool had them. */
export const placeColdStartsTable = ({ places }: Pick<Calibration, 'places'>): Table => ({
  title: 'Whole cold starts by region and pool',
  columns: [words('model'), words('region'), words('type'), words('pool'), ...launchColumns],
  rows: places.map(({ model, region, instanceType, pool, measured }) => [
    model,
    region,
    instanceType,
    pool,
    ...launchCells(measured),
  ]),
});
