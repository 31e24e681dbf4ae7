import { derived } from '../../figures/figure';
import type { ServingOption } from '../../plan/capacity/options';
import { bare, duration, figures, price, words } from '../cells';
import type { Cell, Column } from '../table';
import type { Labelled } from './option-labels';

/** The columns of an option, the same on and off the front. */
export const optionColumns: readonly Column[] = [
  words('option'),
  words('type'),
  words('GPU'),
  words('layout'),
  words('allowed'),
  figures('in flight on a replica', 'requests'),
  figures('TTFT'),
  figures('TPOT'),
  figures('an instance', 'USD/h'),
  figures('10⁶ output tokens', 'USD'),
];

/** `TP 4`, `TP 1 DP 8 EP`. */
const shortLayout = ({ tensorParallel, dataParallel = 1, expertParallel = false }: ServingOption['layout']): string =>
  [`TP ${tensorParallel}`, ...(dataParallel > 1 ? [`DP ${dataParallel}`] : []), ...(expertParallel ? ['EP'] : [])].join(
    ' ',
  );

export const optionCells = ({ label, option }: Labelled): Cell[] => [
  label,
  option.instanceType,
  option.gpu,
  shortLayout(option.layout),
  option.allowed ? 'yes' : 'no',
  bare(
    derived(
      option.concurrency,
      'requests',
      'measured or predicted at this concurrency of one replica, and both objectives are met',
    ),
  ),
  duration(option.timeToFirstTokenSeconds),
  duration(option.timePerOutputTokenSeconds),
  price(option.usdPerHour),
  bare(option.usdPerMillionOutputTokens),
];
