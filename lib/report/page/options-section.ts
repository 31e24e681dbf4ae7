import { derived, type Figure } from '../../figures/figure';
import type { ServingOption, WorkloadOptions } from '../../plan/capacity/options';
import { bare, milliseconds, price } from './figure-html';
import { type Html, html } from './html';
import { numbered, optionsChart } from './options-chart';
import type { Page, Section } from './page';
import { tableHtml } from './table-html';

/** What a faster answer costs, and which types are never worth it. */
export const optionsSection: Section = {
  id: 'options',
  title: 'Cost against speed',
  body: (page) => {
    const comparable = page.options.filter(({ front }) => front.length > 0);
    return comparable.length === 0
      ? undefined
      : html`<p>Every GPU type that all regions of a workload offer and that meets its objectives, every replica busy, a batch on spot, all else on demand: small demand does not fill a large instance.</p>
${comparable.map((one, index) => html`<h3>${one.workload}</h3>\n${optionsChart(one, index)}${frontTable(page, one)}${dominatedTable(page, one)}`)}`;
  },
};

const columns = [
  { head: 'option' },
  { head: 'type and GPU', text: true },
  { head: 'allowed', text: true },
  { head: 'in flight' },
  { head: 'TTFT', unit: 'ms' },
  { head: 'TPOT', unit: 'ms' },
  { head: 'an instance', unit: 'USD/h' },
  { head: '10⁶ output tokens', unit: 'USD' },
];

const concurrency = (option: ServingOption): Figure =>
  derived(
    option.concurrency,
    'requests',
    'measured or predicted at this concurrency of one replica, and both objectives are met',
  );

const cells = (page: Page, option: ServingOption) => [
  html`${option.instanceType}<br><span class="source">${option.gpu}</span>`,
  option.allowed ? 'yes' : 'no',
  bare(page, concurrency(option)),
  milliseconds(page, option.timeToFirstTokenSeconds),
  milliseconds(page, option.timePerOutputTokenSeconds),
  price(page, option.usdPerHour),
  bare(page, option.usdPerMillionOutputTokens),
];

const frontTable = (page: Page, options: WorkloadOptions): Html =>
  tableHtml(
    `${options.workload}: options that no other beats in both, fastest first, prices of ${options.region}`,
    columns,
    numbered(options).front.map(({ label, option }) => [label, ...cells(page, option)]),
  );

function dominatedTable(page: Page, options: WorkloadOptions): Html | undefined {
  const { front, dominated } = numbered(options);
  return dominated.length === 0
    ? undefined
    : tableHtml(
        `${options.workload}: types that another beats in both, cheapest first`,
        [...columns, { head: 'beaten by', text: true }],
        dominated.map(({ label, option, by }) => [
          label,
          ...cells(page, option),
          `${front.find((one) => one.option === by)?.label}: ${by.instanceType}`,
        ]),
      );
}
