import { bare, figureHtml, percent } from './figure-html';
import { type Html, html } from './html';
import type { Page, Section } from './page';
import { tableHtml } from './table-html';
import { usersChart } from './users-chart';

/** Who asks, how much, and where they are served. */
export const usersSection: Section = {
  id: 'users',
  title: 'Demand and users',
  body: (page) =>
    html`${demandTable(page)}${page.plan.workloads.map((workload, index) => usersChart(page, workload, index))}${userTable(page)}`,
};

const demandTable = (page: Page): Html =>
  tableHtml(
    'Demand over all regions',
    [
      { head: 'workload' },
      { head: 'mean', unit: 'requests/s' },
      { head: 'peak', unit: 'requests/s' },
      { head: 'input', unit: 'tokens' },
      { head: 'output', unit: 'tokens' },
    ],
    page.plan.workloads.map(({ name, demand }) => [
      name,
      bare(page, demand.meanRequestsPerSecond),
      bare(page, demand.peakRequestsPerSecond),
      bare(page, demand.meanInputTokens),
      bare(page, demand.meanOutputTokens),
    ]),
  );

function userTable(page: Page): Html {
  const rows = page.plan.workloads.flatMap(({ name, users }) =>
    users.map(({ area, share, region, roundTripMs, afterLoss }) => [
      name,
      area,
      percent(page, share),
      region,
      figureHtml(page, roundTripMs),
      afterLoss?.region ?? 'nowhere',
      afterLoss === undefined ? '' : figureHtml(page, afterLoss.addedRoundTripMs),
    ]),
  );
  return rows.length === 0
    ? html`<p>The fleet file does not say where the users are, so their demand is split evenly over the regions and no round trips are estimated.</p>\n`
    : tableHtml(
        'Where users are served, and where once that region is lost',
        [
          { head: 'workload' },
          { head: 'area', text: true },
          { head: 'share' },
          { head: 'served from', text: true },
          { head: 'round trip' },
          { head: 'once it is lost', text: true },
          { head: 'round trip added' },
        ],
        rows,
      );
}
