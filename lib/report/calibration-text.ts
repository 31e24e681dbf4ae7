import type { DriftRow } from '../plan/drift-rows';
import { driftText } from '../plan/measured-stage';
import { figureText } from './figure-text';
import { table } from './table';

/** What was measured beside what the plan would expect without it. */
export const calibrationText = (rows: readonly DriftRow[]): string =>
  rows.length === 0
    ? 'Nothing was measured: too few instances were launched, or the fleet is not deployed.\n'
    : table(
        'Cold starts, seconds',
        ['', 'stage', 'launches', 'median', 'p95', 'slowest', 'until', 'in the plan', 'drift'],
        rows.map(({ model, stage, measured, planned }) => [
          model,
          stage,
          String(measured.samples),
          String(measured.p50Seconds),
          String(measured.p95Seconds),
          String(measured.slowestSeconds),
          measured.until,
          figureText(planned),
          driftText(measured.p50Seconds, planned.value),
        ]),
      );
