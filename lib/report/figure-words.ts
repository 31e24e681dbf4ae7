import type { Figure } from '../figures/figure';
import type { ShownFigure } from '../tables/table';
import { durationSpan, durationWords, rangeUnit } from './duration-words';
import { rangeWriter, showAbout, showNumber, showPercent, showPrice } from './number-words';

/** A figure as every renderer writes it; the renderers add how its origin is shown. */
export interface FigureWords {
  readonly value: string;
  /** Empty where the value needs none beside it. */
  readonly unit: string;
  /** The ends of the range, for example `240–370`; absent where the value has none. */
  readonly range?: string;
}

export function figureWords({ figure, display, unit }: ShownFigure): FigureWords {
  const { value, low = value, high = value } = figure;
  const write = (show: (one: number) => string, factor = 1, unitShown = counted(value, unit)): FigureWords => {
    const ends = [low, high].map((one) => show(one * factor));
    const isRange = ends.some((end) => end !== show(value * factor));
    return { value: show(value * factor), unit: unitShown, ...(isRange && { range: ends.join('–') }) };
  };
  const hasRange = low !== value || high !== value;
  switch (display) {
    case 'amount':
      return write(hasRange ? rangeWriter(low, value, high) : isMonthlyCost(figure) ? showAbout : showNumber);
    case 'about':
      return write(hasRange ? rangeWriter(low, value, high) : showAbout);
    case 'span':
      return { value: durationSpan(low, high), unit: '' };
    case 'price':
      return write(showPrice);
    case 'share':
      return write(showPercent, 100);
    case 'duration': {
      const { name, seconds } = rangeUnit(value);
      const [a, b, c] = [low, value, high].map((one) => one / seconds) as [number, number, number];
      return hasRange ? write(rangeWriter(a, b, c), 1 / seconds, name) : { value: durationWords(value), unit: '' };
    }
    default:
      return display satisfies never;
  }
}

/** What a month costs rests on rates and prices of which three digits are known; what the fleet file states is known. */
const isMonthlyCost = ({ unit, origin }: Figure): boolean => unit === 'USD/month' && origin !== 'stated';

/** The figure in one line: `280 ms (68–1,200)`. */
export const figureLine = (shown: ShownFigure): string => {
  const { value, unit, range } = figureWords(shown);
  return [value, unit, range === undefined ? '' : `(${range})`].filter((part) => part !== '').join(' ');
};

const counted = (value: number, unit: string): string =>
  value === 1 ? unit.replace(/^(instance|replica|request)s$/, '$1') : unit;
