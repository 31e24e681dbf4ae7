import { measured as measuredFigure } from '../../figures/figure';
import { driftText } from '../../plan/cold-start/measured-stage';
import type { Calibration } from '../../plan/measured/calibration';
import { bare, figures, words } from '../cells';
import type { Table } from '../table';

/** The tokens of a request as they were beside what the plan counts with. */
export const requestTokensTable = ({ tokens }: Pick<Calibration, 'tokens'>): Table => ({
  title: 'Mean tokens of a request',
  columns: [
    words('of'),
    figures('requests'),
    figures('input'),
    figures('planned'),
    figures('drift'),
    figures('output'),
    figures('planned'),
    figures('drift'),
    words('last day'),
    words('used in the plan'),
  ],
  rows: tokens.map(({ of, name, measured, plannedInputTokens, plannedOutputTokens }) => {
    const figure = (value: number, unit: string) =>
      measuredFigure(value, unit, { source: 'the traffic of the fleet itself', date: measured.until });
    return [
      name,
      bare(figure(measured.requests, 'requests')),
      bare(figure(measured.meanInputTokens, 'tokens')),
      bare(plannedInputTokens),
      driftText(measured.meanInputTokens, plannedInputTokens.value),
      bare(figure(measured.meanOutputTokens, 'tokens')),
      bare(plannedOutputTokens),
      driftText(measured.meanOutputTokens, plannedOutputTokens.value),
      measured.until,
      of === 'model'
        ? 'no: several workloads share the cells'
        : use(plannedInputTokens.origin, plannedOutputTokens.origin),
    ];
  }),
});

/** What the fleet file states stays, and the measurement is not used. */
const use = (...origins: readonly string[]): string =>
  origins.every((origin) => origin === 'stated')
    ? 'no: the fleet file states them'
    : origins.every((origin) => origin === 'measured')
      ? 'yes'
      : 'in part: the fleet file states one';
