import pc from 'picocolors';
import { englishNumber } from '../figures/english-number';
import type { Figure } from '../figures/figure';
import { figuresByPath } from '../plan/link-figures';
import type { Plan } from '../plan/plan';

/** Paths of the plan that `query` may mean: itself, or every path that contains it. */
export function matchingPaths(plan: Plan, query: string): string[] {
  const paths = [...figuresByPath(plan).keys()];
  return paths.includes(query) ? [query] : paths.filter((path) => path.toLowerCase().includes(query.toLowerCase()));
}

/** One figure explained: its arithmetic, and below it what it follows from, down to the sources. */
export function whyText(plan: Plan, path: string): string {
  const figures = figuresByPath(plan);
  const explained = new Set<string>();
  const explain = (what: Figure | string, indent: string): string => {
    const figure = typeof what === 'string' ? figures.get(what) : what;
    if (figure === undefined) {
      throw new Error(`${what}: no figure of the plan`);
    }
    const name = typeof what === 'string' ? `${pc.bold(what)} = ` : '';
    if (typeof what === 'string' && explained.has(what)) {
      return `${indent}${name}${exactFigure(figure)}, explained above\n`;
    }
    if (typeof what === 'string') {
      explained.add(what);
    }
    const { origin, source, date, from = [] } = figure;
    const cited = `${source}${date === undefined ? '' : ` (${date})`}`;
    return `${indent}${name}${exactFigure(figure)}, ${origin}: ${cited}\n${from.map((input) => explain(input, `${indent}  `)).join('')}`;
  };
  return explain(path, '');
}

/** A figure with six digits, its range and its unit. */
export function exactFigure({ value, unit, low, high }: Figure): string {
  const show = (one: number): string => englishNumber(one, { maximumSignificantDigits: 6 });
  const range = low === undefined || high === undefined ? '' : ` (${show(low)} to ${show(high)})`;
  return `${show(value)}${range} ${unit}`.trimEnd();
}
