import pc from 'picocolors';
import type { PricedPlan } from '../budgets/priced-plan';
import { planChapters } from '../tables/plan-chapters';
import { tableText } from './table-text';
import { withOrigins } from './with-origins';

/** Every table of the plan, each row with the origins of its figures. */
export const planText = (plan: PricedPlan, file: string): string =>
  planChapters(plan, file)
    .map(
      ({ title, intro, tables }) =>
        `${pc.bold(title.toUpperCase())}\n${intro}\n\n${tables.map((table) => tableText(withOrigins(table))).join('\n')}`,
    )
    .join('\n');
