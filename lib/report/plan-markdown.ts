import type { PricedPlan } from '../budgets/priced-plan';
import { planChapters } from '../tables/plan-chapters';
import { tableMarkdown } from './table-markdown';

/** Every table of the plan as Markdown, for a pull request or a wiki. */
export const planMarkdown = (plan: PricedPlan, file: string): string =>
  planChapters(plan, file)
    .map(
      ({ title, intro, tables }) =>
        `## ${title}\n\n${intro}\n\n${tables.map((table) => tableMarkdown(table)).join('\n')}`,
    )
    .join('\n');
