import type { Figure } from '../../figures/figure';
import { never } from '../../plan/idle/slowest-finish';
import { duration } from '../cells';
import type { Cell } from '../table';

/** Until a day's requests of a batch on idle capacity are done. */
export const doneIn = (figure: Figure): Cell => (figure.value >= never ? 'never' : duration(figure));
