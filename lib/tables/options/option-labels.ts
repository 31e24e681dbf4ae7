import type { ServingOption, WorkloadOptions } from '../../plan/capacity/options';

/** An option with the label that ties its row in a table to its point in a chart. */
export interface Labelled {
  readonly label: string;
  readonly option: ServingOption;
}

/** Options on the front are 1, 2, 3; types that an option of the front beats are a, b, c. */
export const labelledFront = ({ front }: Pick<WorkloadOptions, 'front'>): Labelled[] =>
  front.map((option, index) => ({ label: String(index + 1), option }));

export const labelledDominated = ({ dominated }: Pick<WorkloadOptions, 'dominated'>): Labelled[] =>
  dominated.map(({ option }, index) => ({ label: letters(index), option }));

const letters = (index: number): string =>
  `${index < 26 ? '' : letters(Math.floor(index / 26) - 1)}${String.fromCharCode(97 + (index % 26))}`;
