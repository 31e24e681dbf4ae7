import type { Figure } from '../figures/figure';
import type { Cell, CellPart, Code, Column, ShownFigure } from './table';

/** A figure with its own unit. */
export const amount = (figure: Figure): ShownFigure => ({ figure, display: 'amount', unit: figure.unit });

/** A figure whose unit the head of the column has. */
export const bare = (figure: Figure): ShownFigure => ({ figure, display: 'amount', unit: '' });

/** A price whose unit the head of the column has. */
export const price = (figure: Figure): ShownFigure => ({ figure, display: 'price', unit: '' });

/** A ratio as percent. */
export const share = (figure: Figure): ShownFigure => ({ figure, display: 'share', unit: '%' });

/** Seconds as people say them. */
export const duration = (figure: Figure): ShownFigure => ({ figure, display: 'duration', unit: '' });

/** An amount to three digits, whose unit the head of the column has. */
export const about = (figure: Figure): ShownFigure => ({ figure, display: 'about', unit: '' });

/** Seconds as people say the range of them: `15–22 min`. */
export const span = (figure: Figure): ShownFigure => ({ figure, display: 'span', unit: '' });

export const code = (text: string): Code => ({ code: text });

/** A column of words, and one of figures. */
export const words = (label: string): Column => ({ label, align: 'left' });
export const figures = (label: string, unit?: string): Column => ({
  label,
  align: 'right',
  ...(unit === undefined ? {} : { unit }),
});

export const partsOf = (cell: Cell): readonly CellPart[] =>
  typeof cell === 'string' || 'code' in cell || 'figure' in cell ? [cell] : cell;

/** The figures of a cell. */
export const figuresOf = (cell: Cell): Figure[] =>
  partsOf(cell).flatMap((part) => (typeof part === 'object' && 'figure' in part ? [part.figure] : []));
