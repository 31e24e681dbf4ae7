import { duration, share } from '../../tables/cells';
import { modelTypes } from '../../tables/model-types';
import { cellSummary } from '../../tables/summary/cell-summary';
import { promisesTable } from '../../tables/summary/promises';
import { card, cards } from './card';
import { figureHtml } from './figure-html';
import { type Html, html } from './html';
import type { Page, Section } from './page';
import { tableHtml } from './table-html';

/** The first screen of engineers: promises, what is left of them after a loss, and the sizes that keep them. */
export const promisesSection: Section = {
  id: 'promises',
  title: 'What is promised, and what runs for it',
  body: (page) =>
    html`${cards([...promiseCards(page), ...coldStartCards(page)])}${[promisesTable(page.plan), cellSummary(page.plan)].map((table) => tableHtml(page, table))}`,
};

/** The workload that keeps the least above its promise when a region is lost. */
function promiseCards(page: Page): Html[] {
  const [tightest] = page.plan.workloads
    .filter(({ objectives }) => objectives.latency !== undefined)
    .flatMap(({ name, failover: { promisedShare, survivors } }) =>
      survivors.map((one) => ({ name, promisedShare, ...one })),
    )
    .sort((a, b) => a.shareOfPeak.value - a.promisedShare.value - (b.shareOfPeak.value - b.promisedShare.value));
  return tightest === undefined
    ? []
    : [
        card(
          'After losing a region',
          html`${figureHtml(page, share(tightest.shareOfPeak))} <span class="unit">of peak</span>`,
          html`${tightest.name} without ${tightest.lostRegion}; promised ${figureHtml(page, share(tightest.promisedShare))}`,
        ),
      ];
}

function coldStartCards(page: Page): Html[] {
  const [slowest] = modelTypes(page.plan).sort(
    (a, b) => b.type.coldStart.totalSeconds.value - a.type.coldStart.totalSeconds.value,
  );
  return slowest === undefined
    ? []
    : [
        card(
          'Cold start, slowest',
          figureHtml(page, duration(slowest.type.coldStart.totalSeconds)),
          html`${slowest.model} on ${slowest.type.instanceType}`,
        ),
      ];
}
