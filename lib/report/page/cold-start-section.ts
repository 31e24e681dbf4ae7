import { firstTypes } from '../model-types';
import { settingText } from '../setting-text';
import { coldStartChart } from './cold-start-chart';
import { coldStartRows, stages } from './cold-start-stages';
import { bare, percent } from './figure-html';
import { type Html, html } from './html';
import type { Page, Section } from './page';
import { tableHtml } from './table-html';

/** How long a new instance takes to answer, and what would shorten it. */
export const coldStartSection: Section = {
  id: 'cold-start',
  title: 'Cold start',
  body: (page) =>
    coldStartRows(page.plan).length === 0
      ? undefined
      : html`<p>From the launch of an instance until its model answers, one stage after the other.</p>
${coldStartChart(page)}${stageTable(page)}${shorteningTable(page)}${spikeTable(page)}`,
};

const stageTable = (page: Page): Html =>
  tableHtml(
    'Cold start by stage, seconds',
    [{ head: 'model and type' }, ...stages.map(({ name }) => ({ head: name })), { head: 'total' }],
    coldStartRows(page.plan).map(({ model, instanceType, coldStart }) => [
      html`${model}<br><span class="source">${instanceType}</span>`,
      ...stages.map(({ of }) => bare(page, of(coldStart))),
      bare(page, coldStart.totalSeconds),
    ]),
  );

const shorteningTable = (page: Page): Html =>
  tableHtml(
    'Ways to shorten it: what is free, then most seconds for a dollar',
    [
      { head: 'model and type' },
      { head: 'way', text: true },
      { head: 'set by', text: true },
      { head: 'saves', unit: 's' },
      { head: 'costs', unit: 'USD/month' },
      { head: 'seconds for a dollar' },
    ],
    firstTypes(page.plan).flatMap(({ model, type }) =>
      type.coldStart.shortenings.map(({ savedSeconds, usdPerMonth, secondsPerUsd, ...shortening }) => [
        html`${model}<br><span class="source">${type.instanceType}</span>`,
        shortening.way,
        settingText(shortening),
        bare(page, savedSeconds),
        bare(page, usdPerMonth),
        secondsPerUsd === undefined ? 'free' : bare(page, secondsPerUsd),
      ]),
    ),
  );

const spikeTable = (page: Page): Html =>
  tableHtml(
    'When demand jumps at once from what the minimum carries to what the maximum does',
    [
      { head: 'cell' },
      { head: 'refused meanwhile' },
      { head: 'for', unit: 's' },
      { head: 'requests refused' },
      { head: 'a scheduled minimum leads by', unit: 's' },
    ],
    page.plan.cells
      .filter(({ minInstances }) => minInstances.value > 0)
      .map(({ model, region, spike }) => [
        `${model}, ${region}`,
        percent(page, spike.shedRatio),
        bare(page, spike.loadingSeconds),
        bare(page, spike.shedRequests),
        bare(page, spike.leadSeconds),
      ]),
  );
