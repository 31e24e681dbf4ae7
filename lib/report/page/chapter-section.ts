import { coldStartBars } from '../../tables/charts/cold-start-bars';
import { costBars } from '../../tables/charts/cost-bars';
import { requestCostBars } from '../../tables/charts/request-cost-bars';
import { survivorBars } from '../../tables/charts/survivor-bars';
import { userFlows } from '../../tables/charts/user-flows';
import type { Chapter, ChapterId } from '../../tables/plan-chapters';
import { coldStartChart } from './cold-start-chart';
import { comparedBarsChart } from './compared-bars-chart';
import { type Html, html } from './html';
import type { Page } from './page';
import { tableHtml } from './table-html';
import { topologyDiagram } from './topology-diagram';
import { usersChart } from './users-chart';

/** What stands between the introduction of a chapter and its tables. */
const charts: Record<ChapterId, (page: Page) => Html | readonly Html[] | undefined> = {
  topology: topologyDiagram,
  users: ({ plan }) => userFlows(plan).map(usersChart),
  capacity: () => undefined,
  failover: ({ plan }) => comparedBarsChart('chart-survivors', survivorBars(plan)),
  cost: ({ plan }) => [
    comparedBarsChart('chart-cost', costBars(plan)),
    ...requestCostBars(plan).map((bars) => comparedBarsChart('chart-request-cost', bars)),
  ],
  'cold-start': ({ plan }) => coldStartChart(coldStartBars(plan)),
};

/** A chapter of the plan: the same introduction and tables as in a terminal, with its chart. */
export const chapterBody = (page: Page, { id, intro, tables }: Chapter): Html =>
  html`<p>${intro}</p>
${charts[id](page)}${tables.map((table) => tableHtml(page, table))}`;
