import { derived } from '../../figures/figure';
import { bare, duration, figures, price, words } from '../cells';
import type { Cell, Column } from '../table';
import type { Labelled } from './option-labels';

/** The columns of an option, the same on and off the front. */
export const optionColumns: readonly Column[] = [
  words('option'),
  words('type'),
  words('GPU'),
  words('allowed'),
  figures('in flight on a replica', 'requests'),
  figures('TTFT'),
  figures('TPOT'),
  figures('an instance', 'USD/h'),
  figures('10⁶ output tokens', 'USD'),
];

export const optionCells = ({ label, option }: Labelled): Cell[] => [
  label,
  option.instanceType,
  option.gpu,
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
