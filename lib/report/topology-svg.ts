import { region as regionFacts } from '../catalogue/regions';
import type { Plan } from '../plan/plan';
import { type Html, html, raw } from './page/html';

type Drawn = Pick<Plan, 'fleet' | 'workloads' | 'cells'>;

/** Pixels. */
const size = { cellWidth: 250, line: 18, gap: 14, pad: 14, most: 4 };

/** A box with its lines of text; its height follows from what is in it. */
interface Box {
  readonly height: number;
  readonly draw: (x: number, y: number) => Html;
}

/**
 * Jurisdictions, their regions and the cells in them, as a picture of its own: without a script, text as text, light or dark as
 * the reader wants it.
 */
export function topologySvg(plan: Drawn): string {
  const names = [...new Set(plan.workloads.map(({ jurisdiction }) => jurisdiction))];
  const boxes = names.map((name) => jurisdictionBox(plan, name));
  const columns = Math.min(size.most, Math.max(1, ...boxes.map(({ columns }) => columns)));
  const width = widthOf(columns) + 2 * size.gap;
  const top = 54;
  const drawn: Html[] = [];
  let y = top;
  for (const box of boxes) {
    drawn.push(box.draw(size.gap, y));
    y += box.height + size.gap;
  }
  const description = names.map((name) => describe(plan, name)).join(' ');
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y}" width="${width}" height="${y}" role="img" aria-labelledby="title desc">
<title id="title">Topology of the fleet ${plan.fleet.name}</title>
<desc id="desc">${description}</desc>
<style>${raw(style)}</style>
<rect class="page" width="100%" height="100%"/>
<text class="name" x="${size.gap}" y="32">${plan.fleet.name}</text>
${drawn}</svg>
`.text;
}

const style = `text { font: 13px system-ui, -apple-system, "Segoe UI", "Open Sans", Arial, sans-serif; fill: #1b2129; }
.name { font-size: 20px; font-weight: 600; } .strong { font-weight: 600; } .muted { fill: #57606b; }
.page { fill: #ffffff; } .region { fill: #f5f6f8; } .cell { fill: #ffffff; stroke: #9aa3ae; }
.jurisdiction { fill: none; stroke: #9aa3ae; stroke-width: 1.5; stroke-dasharray: 6 4; }
@media (prefers-color-scheme: dark) { text { fill: #e6e9ed; } .muted { fill: #a3adb9; } .page, .cell { fill: #14181d; }
.region { fill: #1d232a; } .cell, .jurisdiction { stroke: #66717e; } }
`;

const widthOf = (columns: number): number => columns * (size.cellWidth + size.gap) + size.gap;

const regionsOf = ({ workloads }: Drawn, name: string): string[] => [
  ...new Set(workloads.filter(({ jurisdiction }) => jurisdiction === name).flatMap(({ regions }) => regions)),
];

const cellsOf = ({ workloads, cells }: Drawn, jurisdiction: string, region: string): Drawn['cells'] => {
  const served = new Set(workloads.filter((one) => one.jurisdiction === jurisdiction).map(({ name }) => name));
  return cells.filter((cell) => cell.region === region && cell.loads.some(({ workload }) => served.has(workload)));
};

function jurisdictionBox(plan: Drawn, name: string): Box & { readonly columns: number } {
  const regions = regionsOf(plan, name).map((region) => regionBox(plan, name, region));
  const columns = Math.min(size.most, regions.length);
  const rows = Array.from({ length: Math.ceil(regions.length / size.most) }, (_, row) =>
    regions.slice(row * size.most, (row + 1) * size.most),
  );
  const heights = rows.map((row) => Math.max(...row.map(({ height }) => height)));
  const height = 34 + heights.reduce((sum, one) => sum + one + size.gap, 0);
  const draw = (x: number, y: number): Html => {
    let rowY = y + 34;
    const drawn = rows.map((row, index) => {
      const one = row.map((box, column) => box.draw(x + size.gap + column * (size.cellWidth + size.gap), rowY));
      rowY += (heights[index] ?? 0) + size.gap;
      return one;
    });
    return html`<rect class="jurisdiction" x="${x}" y="${y}" width="${widthOf(columns)}" height="${height}" rx="8"/>
<text x="${x + size.gap}" y="${y + 22}"><tspan class="muted">jurisdiction</tspan> <tspan class="strong">${name}</tspan></text>
${drawn}`;
  };
  return { columns, height, draw };
}

function regionBox(plan: Drawn, jurisdiction: string, region: string): Box {
  const cells = cellsOf(plan, jurisdiction, region).map(cellBox);
  const place = regionFacts(region)?.place;
  const height = 52 + cells.reduce((sum, one) => sum + one.height + size.gap, 0);
  return {
    height,
    draw: (x, y) => {
      let cellY = y + 52;
      const drawn = cells.map((cell) => {
        const one = cell.draw(x + size.pad, cellY);
        cellY += cell.height + size.gap;
        return one;
      });
      return html`<rect class="region" x="${x}" y="${y}" width="${size.cellWidth}" height="${height}" rx="6"/>
<text class="strong" x="${x + size.pad}" y="${y + 22}">${region}${plan.fleet.homeRegion === region ? ' (home)' : ''}</text>
<text class="muted" x="${x + size.pad}" y="${y + 40}">${place}</text>
${drawn}`;
    },
  };
}

function cellBox(cell: Drawn['cells'][number]): Box {
  const lines = cellLines(cell);
  const height = lines.length * size.line + 14;
  const width = size.cellWidth - 2 * size.pad;
  return {
    height,
    draw: (x, y) => html`<rect class="cell" x="${x}" y="${y}" width="${width}" height="${height}" rx="4"/>
${lines.map((line, index) => html`<text class="${index === 0 ? 'strong' : ''}" x="${x + 10}" y="${y + 20 + index * size.line}">${shortened(line)}</text>\n`)}`,
  };
}

const cellLines = ({
  model,
  loads,
  minInstances,
  maxInstances,
  instanceTypes,
  notYetDeployed,
}: Drawn['cells'][number]) => [
  model,
  ...(notYetDeployed === undefined ? [] : ['not deployed yet']),
  ...loads.map(({ workload, demandShare }) => `${Math.round(demandShare.value * 100)} % of ${workload}`),
  `${minInstances.value}–${maxInstances.value} × ${instanceTypes[0] ?? ''}`,
];

/** What fits into a box: SVG wraps no text. */
const shortened = (line: string): string => (line.length > 29 ? `${line.slice(0, 28)}…` : line);

const describe = (plan: Drawn, name: string): string =>
  `Jurisdiction ${name}: ${regionsOf(plan, name)
    .map(
      (region) =>
        `${region} has ${cellsOf(plan, name, region)
          .map((cell) => cellLines(cell).join(', '))
          .join('; ')}`,
    )
    .join('. ')}.`;
