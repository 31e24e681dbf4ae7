import { costChart } from './cost-chart';
import { bare, percent, price } from './figure-html';
import { type Html, html } from './html';
import { overheadTables } from './overhead-tables';
import type { Page, Section } from './page';
import { tableHtml } from './table-html';

/** What it costs, against what may be spent. */
export const costSection: Section = {
  id: 'cost',
  title: 'Cost against budgets',
  body: (
    page,
  ) => html`<p>Expected: every group at its minimum, all of the first allowed type; a batch as long as its work takes, on spot. Worst case: every group at its maximum, all of the dearest, on demand.</p>
${costChart(page)}${phaseTable(page)}${regionTable(page)}${cellTable(page)}${overheadTables(page)}${answerTable(page)}${priceTable(page)}`,
};

const phaseTable = (page: Page): Html =>
  tableHtml(
    'Cost by phase',
    [
      { head: 'phase' },
      { head: 'expected', unit: 'USD/month' },
      { head: 'of it on spot', unit: 'USD/month' },
      { head: 'of it for the loss of a region', unit: 'USD/month' },
      { head: 'worst case', unit: 'USD/month' },
      { head: 'budget', unit: 'USD/month' },
    ],
    page.plan.phases.map(({ phase, expectedUsdPerMonth, worstCaseUsdPerMonth, budgetUsdPerMonth, ...parts }) => [
      phase,
      bare(page, expectedUsdPerMonth),
      bare(page, parts.interruptibleUsdPerMonth),
      bare(page, parts.headroomUsdPerMonth),
      bare(page, worstCaseUsdPerMonth),
      budgetUsdPerMonth === undefined ? 'deliberately none' : bare(page, budgetUsdPerMonth),
    ]),
  );

const regionTable = (page: Page): Html =>
  tableHtml(
    'Cost by phase and region',
    [
      { head: 'phase' },
      { head: 'region', text: true },
      { head: 'expected', unit: 'USD/month' },
      { head: 'worst case', unit: 'USD/month' },
    ],
    page.plan.phases.flatMap(({ phase, regions }) =>
      regions.map(({ region, expectedUsdPerMonth, worstCaseUsdPerMonth }) => [
        phase,
        region,
        bare(page, expectedUsdPerMonth),
        bare(page, worstCaseUsdPerMonth),
      ]),
    ),
  );

const cellTable = (page: Page): Html =>
  tableHtml(
    'Cost by cell',
    [
      { head: 'cell' },
      { head: 'expected', unit: 'USD/h' },
      { head: 'for the loss of a region', unit: 'USD/h' },
      { head: 'worst case', unit: 'USD/h' },
      { head: 'idle at mean demand' },
    ],
    page.plan.cellCosts.map(
      ({ model, region, expectedUsdPerHour, headroomUsdPerHour, worstCaseUsdPerHour, ...cost }) => [
        `${model}, ${region}`,
        bare(page, expectedUsdPerHour),
        bare(page, headroomUsdPerHour),
        bare(page, worstCaseUsdPerHour),
        percent(page, cost.idleRatio),
      ],
    ),
  );

const answerTable = (page: Page): Html =>
  tableHtml(
    'Cost of an answer, at the expected cost and the mean demand',
    [
      { head: 'workload' },
      { head: 'a request', unit: 'USD' },
      { head: '10⁶ output tokens', unit: 'USD' },
      { head: 'the same at full load', unit: 'USD' },
    ],
    page.plan.workloads.map(({ name, cost }) => [
      name,
      bare(page, cost.usdPerRequest),
      bare(page, cost.usdPerMillionOutputTokens),
      bare(page, cost.usdPerMillionOutputTokensAtFullLoad),
    ]),
  );

const priceTable = (page: Page): Html =>
  tableHtml(
    'Prices',
    [{ head: 'cell' }, { head: 'type', text: true }, { head: 'price', unit: 'USD/h' }, { head: 'from', text: true }],
    page.plan.cellCosts.flatMap(({ model, region, prices, spotUsdPerHour }) => [
      ...prices.map(({ instanceType, usdPerHour }) => [
        `${model}, ${region}`,
        instanceType,
        price(page, usdPerHour),
        usdPerHour.origin === 'published' ? `list price, ${usdPerHour.date}` : 'stated in the fleet file',
      ]),
      ...(spotUsdPerHour === undefined
        ? []
        : [
            [
              `${model}, ${region}`,
              `${prices[0]?.instanceType} on spot`,
              price(page, spotUsdPerHour),
              spotUsdPerHour.origin === 'published' ? `one instant, ${spotUsdPerHour.date}` : 'as on demand',
            ],
          ]),
    ]),
  );
