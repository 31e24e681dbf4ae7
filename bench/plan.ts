/** Measures planning of a loaded fleet: `npm run bench:plan`. Median of runs in one process, after a warm-up. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Fleet } from '../lib/fleet/fleet';
import { loadFleet } from '../lib/fleet/load-fleet';
import { loadPins } from '../lib/fleet/lock-file';
import { relatedFiles } from '../lib/fleet/related-files';
import { makePlan } from '../lib/plan/make-plan';
import { terminalTable } from '../lib/report/terminal-table';
import { manyCells } from './plan/many-cells';

const runs = 7;
const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

function load(text: string): Fleet {
  const { fleet, findings } = loadFleet(
    text,
    relatedFiles((path) => [readFileSync(path)]),
  );
  if (fleet === undefined) {
    throw new Error(`benchmark fleet: not valid, ${JSON.stringify(findings)}`);
  }
  return fleet;
}

/** Median CPU milliseconds of planning, and the number of planned cells. */
function measure(fleet: Fleet): { milliseconds: number; cells: number } {
  const { pins } = loadPins(undefined, fleet.regions);
  const times = Array.from({ length: runs + 1 }, () => {
    const before = process.cpuUsage();
    const { plan, findings } = makePlan(fleet, pins);
    if (plan === undefined) {
      throw new Error(`benchmark fleet: no plan, ${JSON.stringify(findings)}`);
    }
    const { user, system } = process.cpuUsage(before);
    return { milliseconds: (user + system) / 1000, cells: plan.cells.length };
  });
  const [, ...counted] = times;
  return counted.sort((a, b) => a.milliseconds - b.milliseconds)[Math.floor(runs / 2)] as (typeof times)[number];
}

const byDefault = measure(load(readFileSync('fleet.yaml', 'utf8')));
const few = measure(load(manyCells(10, 3)));
const many = measure(load(manyCells(10, 12)));
const perCell = many.milliseconds / many.cells / (few.milliseconds / few.cells);

const results = [
  { what: 'the default fleet', unit: 'ms CPU', value: byDefault.milliseconds, limit: 150 },
  { what: `ten models in twelve regions, ${many.cells} cells`, unit: 'ms CPU', value: many.milliseconds, limit: 1000 },
  { what: `a cell among ${many.cells} ÷ a cell among ${few.cells}`, unit: '', value: perCell, limit: 1.15 },
].map((result) => ({ ...result, passed: result.value <= result.limit }));

process.stdout.write(
  values.json
    ? `${JSON.stringify({ results }, null, 2)}\n`
    : terminalTable(
        'Planning, after the fleet file is loaded',
        ['what', 'measured', 'limit', ''],
        results.map(({ what, unit, value, limit, passed }) => [
          what,
          `${value.toFixed(2)} ${unit}`.trimEnd(),
          `≤ ${limit} ${unit}`.trimEnd(),
          passed ? 'pass' : 'FAIL',
        ]),
      ),
);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
