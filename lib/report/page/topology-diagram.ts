import { region as regionFacts } from '../../catalogue/regions';
import type { Plan } from '../../plan/plan';
import { amount, bare, share } from '../../tables/cells';
import { figureHtml } from './figure-html';
import { type Html, html } from './html';
import type { Page } from './page';

/** Boxes in boxes: jurisdictions, their regions, the cells in them. */
export function topologyDiagram(page: Page): Html {
  const jurisdictions = [...new Set(page.plan.workloads.map(({ jurisdiction }) => jurisdiction))];
  return html`<div class="map">
${jurisdictions.map((name) => jurisdictionBox(page, name))}</div>
`;
}

function jurisdictionBox(page: Page, name: string): Html {
  const workloads = page.plan.workloads.filter(({ jurisdiction }) => jurisdiction === name);
  const regions = [...new Set(workloads.flatMap((workload) => workload.regions))];
  const served = new Set(workloads.map((workload) => workload.name));
  return html`<div class="jurisdiction"><h3><span class="kind">jurisdiction</span> ${name}</h3>
<ul class="regions">
${regions.map((region) => regionBox(page, region, served))}</ul></div>
`;
}

function regionBox(page: Page, code: string, served: ReadonlySet<string>): Html {
  const cells = page.plan.cells.filter(
    ({ region, loads }) => region === code && loads.some(({ workload }) => served.has(workload)),
  );
  const facts = regionFacts(code);
  const notes = [
    ...(facts === undefined ? [] : [`${facts.place}, ${facts.country}`]),
    ...(page.plan.fleet.homeRegion === code ? ['home region'] : []),
  ];
  return html`<li class="region"><strong>${code}</strong> <span class="source">${notes.join(' · ')}</span>
<ul>${cells.map((cell) => cellBox(page, cell))}</ul></li>
`;
}

const cellBox = (page: Page, cell: Plan['cells'][number]): Html =>
  html`<li class="cell"><strong>${cell.model}</strong>${cell.notYetDeployed === undefined ? '' : ' (not deployed yet)'}
${cell.loads.map(({ workload, demandShare }) => html`<div>${figureHtml(page, share(demandShare))} of <strong>${workload}</strong></div>\n`)}<div>${figureHtml(page, bare(cell.minInstances))} to ${figureHtml(page, amount(cell.maxInstances))}</div>
<div class="source">${cell.instanceTypes.join(', then ')}</div>
<div class="source">zones ${cell.zoneIds.join(' ')}</div></li>
`;
