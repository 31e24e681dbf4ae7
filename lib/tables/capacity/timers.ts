import type { Plan } from '../../plan/plan';
import { duration, figures, words } from '../cells';
import type { Table } from '../table';

/** The time limits of every cell, which are chosen together so that none cuts another short. */
export const timersTable = ({ cells }: Pick<Plan, 'cells'>): Table => ({
  title: 'Time limits, none of which cuts another short',
  columns: [
    words('model'),
    words('region'),
    figures('a launch is given up after'),
    figures('an idle connection is closed after'),
    figures('deregistration'),
    figures('engine shutdown'),
    figures('scale-in'),
    figures('drain of a spot instance'),
  ],
  rows: cells.map(({ model, region, timers }) => [
    model,
    region,
    duration(timers.launchHookSeconds),
    duration(timers.idleTimeoutSeconds),
    duration(timers.deregistrationDelaySeconds),
    duration(timers.engineShutdownSeconds),
    duration(timers.scaleInSeconds),
    duration(timers.spotDrainSeconds),
  ]),
});
