import { isFigure } from '../figures/amounts';
import type { Figure } from '../figures/figure';

/**
 * The same plan, in which a figure names the others that it follows from by their path, for example
 * `cells[0].minInstances`: each stands in the plan once, and any can be followed down to its sources.
 */
export function linkFigures<T extends object>(plan: T): T {
  const paths = new Map<Figure, string>();
  visit(plan, '', (figure, path) => {
    if (!paths.has(figure)) {
      paths.set(figure, path);
    }
  });
  const link = (figure: Figure, inPlan: boolean): Figure | string => {
    const path = paths.get(figure);
    if (!inPlan && path !== undefined) {
      return path;
    }
    const { from } = figure;
    return from === undefined
      ? figure
      : { ...figure, from: from.map((input) => (typeof input === 'string' ? input : link(input, false))) };
  };
  return map(plan, (figure) => link(figure, true)) as T;
}

function visit(value: unknown, path: string, see: (figure: Figure, path: string) => void): void {
  if (typeof value !== 'object' || value === null) {
    return;
  }
  if (isFigure(value)) {
    see(value, path);
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    visit(inner, childPath(value, path, key), see);
  }
}

function map(value: unknown, change: (figure: Figure) => unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (isFigure(value)) {
    return change(value);
  }
  return Array.isArray(value)
    ? value.map((inner) => map(inner, change))
    : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, map(inner, change)]));
}

const childPath = (parent: object, path: string, key: string): string =>
  Array.isArray(parent) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;

/** Every figure of a plan by its path. */
export function figuresByPath(plan: object): Map<string, Figure> {
  const found = new Map<string, Figure>();
  visit(plan, '', (figure, path) => found.set(path, figure));
  return found;
}
