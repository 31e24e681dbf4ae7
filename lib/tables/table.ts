import type { Figure } from '../figures/figure';

/** A titled table as plain data. Every renderer of `lib/report` shows the same cells, labels and notes. */
export interface Table {
  readonly title: string;
  readonly columns: readonly Column[];
  /** The first cell of a row names it. */
  readonly rows: readonly (readonly Cell[])[];
  /** Sentences that stand below the table; none by default. */
  readonly notes?: readonly string[];
}

export interface Column {
  readonly label: string;
  /** The unit of every figure in the column, where it stands in the head instead of in each cell. */
  readonly unit?: string;
  readonly align: 'left' | 'right';
}

/** One part of a cell, or several that follow one another; `\n` in a text begins a new line of the cell. */
export type Cell = CellPart | readonly CellPart[];

export type CellPart = string | Code | ShownFigure;

/** A name to copy as it is: a quota's code, a host name. */
export interface Code {
  readonly code: string;
}

/** A figure of the plan itself, not a copy, so that a page can link it to its explanation. */
export interface ShownFigure {
  readonly figure: Figure;
  readonly display: Display;
  /** The unit beside the number; empty where the head of the column has it, or the display brings its own. */
  readonly unit: string;
}

/**
 * How a figure is written: `amount` rounded to what its range allows, `price` to the tenth of a cent, `share` (a ratio)
 * as percent, `duration` (seconds) as people say it. For a first screen: `about` rounded to three digits, and `span`
 * (seconds) as the ends of the range alone.
 */
export type Display = 'amount' | 'price' | 'share' | 'duration' | 'about' | 'span';
