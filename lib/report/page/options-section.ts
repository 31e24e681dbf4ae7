import { optionPoints } from '../../tables/charts/option-points';
import { optionsIntro, optionTables } from '../../tables/options/options-chapter';
import { html } from './html';
import { optionsChart } from './options-chart';
import type { Section } from './page';
import { tableHtml } from './table-html';

/** What a faster answer costs, and which types are never worth it. */
export const optionsSection: Section = {
  id: 'options',
  title: 'Cost against speed',
  body: (page) => {
    const comparable = page.options.filter(({ front }) => front.length > 0);
    return comparable.length === 0
      ? undefined
      : html`<p>${optionsIntro}</p>
${comparable.map((one, index) => html`<h3>${one.workload}</h3>\n${optionsChart(optionPoints(one), index)}${optionTables(one).map((table) => tableHtml(page, table))}`)}`;
  },
};
