import { planChapters } from '../../tables/plan-chapters';
import { chapterBody } from './chapter-section';
import { findingsSection } from './findings-section';
import { headline } from './headline';
import { type Html, html, raw } from './html';
import { moneySection } from './money-section';
import { optionsSection } from './options-section';
import { originLegend } from './origin-legend';
import { originsSection } from './origins-section';
import { type Page, type PlanSource, pageOf, type ReportData, type Section } from './page';
import { promisesSection } from './promises-section';
import { layoutStyle } from './style-layout';
import { partsStyle } from './style-parts';
import { printStyle } from './style-print';
import { themeStyle } from './theme';

/** In the order of the page; those that have nothing to say are left out. */
function partsOf(page: Page): Part[] {
  const chapters = planChapters(page.plan, page.source.file).map((chapter) => ({
    ...chapter,
    made: chapterBody(page, chapter),
  }));
  const made = ({ id, title, body }: Section): Part[] => {
    const content = body(page);
    return content === undefined ? [] : [{ id, title, made: content }];
  };
  return [
    ...made(moneySection),
    ...made(promisesSection),
    ...made(findingsSection),
    ...chapters,
    ...made(optionsSection),
    ...made(originsSection),
  ];
}

interface Part {
  readonly id: string;
  readonly title: string;
  readonly made: Html;
}

const forFinance: ReadonlySet<string> = new Set(['money', 'cost']);

const navigation = (reader: string, parts: readonly Part[]): Html =>
  html`<p class="kind">${reader}</p><ul>${parts.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul>`;

function sourceLine({ file, date, commit }: PlanSource): string {
  const known =
    commit === undefined
      ? 'git knows no commit of it'
      : `commit ${commit.hash} of ${commit.date}${commit.isChanged ? ', changed since' : ''}`;
  return `${file}, ${known} · planned on ${date}`;
}

/** The page may fetch nothing and run nothing, even if a fleet file holds markup that asks for it. */
const policy = "default-src 'none'; style-src 'unsafe-inline'";

/** The plan as one page that needs nothing beside itself. The same data gives the same bytes. */
export function reportPage(data: ReportData): string {
  const page = pageOf(data);
  const { name, owner, account } = data.plan.fleet;
  const parts = partsOf(page);
  const style = raw([themeStyle, layoutStyle, partsStyle, printStyle].join(''));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${name}: fleet plan</title>
<style>
${style}</style>
</head>
<body>
<a class="skip" href="#main">Skip to the plan</a>
<header>
<p class="kind">Polyregion fleet plan</p>
<h1>${name}</h1>
<p class="source">${sourceLine(data.source)}<br>owner ${owner} · account ${account}</p>
<nav aria-label="Sections">${navigation(
    'For finance',
    parts.filter(({ id }) => forFinance.has(id)),
  )}${navigation(
    'For engineers',
    parts.filter(({ id }) => !forFinance.has(id)),
  )}</nav>
</header>
<main id="main">
${headline(page)}${originLegend}${parts.map(({ id, title, made }) => html`<section id="${id}" aria-labelledby="${id}-title">\n<h2 id="${id}-title">${title}</h2>\n${made}</section>\n`)}</main>
<footer><p>Made by <code>npx polyregion report</code> from the fleet file alone; it reads nothing from AWS.</p></footer>
</body>
</html>
`.text;
}
