import type { PricedPlan } from '../../budgets/priced-plan';
import type { Figure } from '../../figures/figure';
import type { WorkloadOptions } from '../../plan/capacity/options';
import { figuresByPath } from '../../plan/link-figures';
import type { PlannedFleet } from '../../plan/make-plan';
import type { NearestChange } from '../../what-if/change';
import type { Html } from './html';

export interface ReportData {
  readonly plan: PricedPlan;
  readonly findings: PlannedFleet['findings'];
  readonly options: readonly WorkloadOptions[];
  readonly source: PlanSource;
  /** What would keep the budget, where the plan does not; otherwise empty. */
  readonly nearest: readonly NearestChange[];
}

/** Where and when the plan was made. */
export interface PlanSource {
  /** Path of the fleet file. */
  readonly file: string;
  /** ISO 8601, a day. */
  readonly date: string;
  /** The last commit of the fleet file, where git knows one. */
  readonly commit?: FileCommit;
}

export interface FileCommit {
  /** Shortened. */
  readonly hash: string;
  /** ISO 8601, a day. */
  readonly date: string;
  /** Whether the file has changes since. */
  readonly isChanged: boolean;
}

/** What every section is made from. */
export interface Page extends ReportData {
  /** Every figure by its path in the plan, or below `options`. */
  readonly figures: ReadonlyMap<string, Figure>;
  /** The path of a figure; undefined for one made while printing. */
  readonly pathOf: (figure: Figure) => string | undefined;
}

/** One part of the page, in its own file. */
export interface Section {
  /** Unique on the page; links lead to it. */
  readonly id: string;
  readonly title: string;
  /** Undefined where the plan has nothing to say. */
  readonly body: (page: Page) => Html | undefined;
}

export function pageOf(data: ReportData): Page {
  const figures = new Map<string, Figure>();
  const paths = new Map<Figure, string>();
  for (const [path, figure] of figuresByPath({ ...data.plan, options: data.options })) {
    if (!paths.has(figure)) {
      paths.set(figure, path);
      figures.set(path, figure);
    }
  }
  return { ...data, figures, pathOf: (figure) => paths.get(figure) };
}

/** The id of the line that explains the figure at a path. */
export const explanationId = (path: string): string => `why-${path.replace(/\W+/g, '-').replace(/-$/, '')}`;
