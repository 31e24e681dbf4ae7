import { type PhaseCost, spendingPhases } from '../../plan/holders/phase-costs';
import { amount, duration, share } from '../../tables/cells';
import { modelTypes } from '../../tables/model-types';
import { figureHtml } from './figure-html';
import { type Html, html } from './html';
import type { Page } from './page';

/** What a person must know before anything else. */
export function headline(page: Page): Html {
  return html`<p class="notice"><strong>Nothing is created in AWS.</strong> This page says what would follow from the fleet file; only <code>cdk deploy</code> creates anything. Costs are those of GPU instances at the prices below, unless they say otherwise.</p>
<dl class="cards">
${[...costCards(page), ...promiseCards(page), ...coldStartCards(page)]}</dl>
`;
}

const card = (title: string, value: Html, note: Html): Html =>
  html`<div class="card"><dt>${title}</dt><dd class="large">${value}</dd><dd class="note">${note}</dd></div>\n`;

const costCards = (page: Page): Html[] => [
  ...spendingPhases(page.plan.phases).flatMap((cost) => phaseCards(page, cost)),
  card(
    'Besides GPU instances',
    figureHtml(page, amount(page.plan.overheadUsdPerMonth)),
    html`network, storage and monitoring of what is deployed`,
  ),
];

function phaseCards(
  page: Page,
  { phase, expectedUsdPerMonth, worstCaseUsdPerMonth, budgetUsdPerMonth }: PhaseCost,
): Html[] {
  const budget =
    budgetUsdPerMonth === undefined
      ? html`no budget, on purpose`
      : html`budget ${figureHtml(page, amount(budgetUsdPerMonth))}`;
  const title = `${phase[0]?.toUpperCase()}${phase.slice(1)}`;
  return [
    card(`${title}, expected`, figureHtml(page, amount(expectedUsdPerMonth)), budget),
    card(
      `${title}, worst case`,
      figureHtml(page, amount(worstCaseUsdPerMonth)),
      html`every group at its maximum, every instance of the most expensive allowed type`,
    ),
  ];
}

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
