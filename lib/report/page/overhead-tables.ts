import type { OverheadPart } from '../../overhead/region-overhead';
import { bare, figureHtml } from './figure-html';
import { type Html, html } from './html';
import type { Page } from './page';
import { tableHtml } from './table-html';

/** What the deployed part costs besides GPU instances, region by region and once. */
export const overheadTables = (page: Page): Html =>
  html`${partTable(page)}${variantTable(page)}<p class="below">Once, in ${page.plan.accountOverhead.homeRegion}: health checks ${figureHtml(page, page.plan.accountOverhead.healthChecksUsdPerMonth)}, names ${figureHtml(page, page.plan.accountOverhead.namesUsdPerMonth)}, keys ${figureHtml(page, page.plan.accountOverhead.keysUsdPerMonth)}. No budget counts what stands here.</p>
`;

/** A row for each part: there are more of them than a sheet of paper has room for columns. */
const partTable = (page: Page): Html => {
  const { overheads } = page.plan;
  return tableHtml(
    'Besides GPU instances, USD a month',
    [{ head: 'part' }, ...overheads.map(({ region }) => ({ head: region }))],
    [
      ...(overheads[0]?.parts ?? []).map(({ name }, index) => [
        name,
        ...overheads.map(({ parts }) => partOf(page, parts[index])),
      ]),
      ['together', ...overheads.map(({ usdPerMonth }) => bare(page, usdPerMonth))],
    ],
  );
};

const partOf = (page: Page, part: OverheadPart | undefined): Html =>
  part === undefined ? html`` : bare(page, part.usdPerMonth);

const variantTable = (page: Page): Html =>
  tableHtml(
    page.plan.fleet.network.internet === undefined
      ? 'The way to AWS services, USD a month: endpoints are what is deployed'
      : 'The way to AWS services and the internet, USD a month: the cheaper is what is deployed',
    [{ head: 'region' }, { head: 'endpoints' }, { head: 'NAT gateways' }, { head: 'the choice costs' }],
    page.plan.overheads.map(({ region, networkVariants }) => [
      region,
      bare(page, networkVariants.endpoints),
      bare(page, networkVariants.nat),
      bare(page, networkVariants.choiceUsdPerMonth),
    ]),
  );
