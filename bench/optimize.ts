/**
 * Measures the search over plans: `npm run bench:optimize`. The default fleet is searched twice, which must find the same, and the
 * example with three mixtures of experts once.
 */
import { parseArgs } from 'node:util';
import { editAllowed } from '../lib/commands/optimize/edit-allowed';
import { readPlan } from '../lib/commands/read-plan';
import { readOrder } from '../lib/commands/rehearse/rehearsal-order';
import { type Optimization, optimize } from '../lib/optimizer/optimize';
import { terminalTable } from '../lib/report/terminal-table';
import { sizingArrivals } from '../lib/sizing/size-question';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

interface Search {
  readonly found: Optimization;
  readonly seconds: number;
}

function search(path: string): Search {
  const { fleet, answer } = readPlan(path);
  const recorded = fleet && readOrder(fleet, { ...sizingArrivals, fleet: path });
  if (fleet === undefined || answer === undefined || recorded === undefined || Array.isArray(recorded)) {
    throw new Error(`${path}: not a valid fleet`);
  }
  const started = performance.now();
  const found = optimize(fleet, answer, {
    arrivals: sizingArrivals,
    recorded: (workload) => recorded.get(workload),
    most: 5,
    allows: editAllowed(path),
    says: () => undefined,
  });
  return { found, seconds: (performance.now() - started) / 1000 };
}

const limitSeconds = 30;
const leastCandidates = 500;

function rows(path: string, { found, seconds }: Search) {
  const candidates = found.models.reduce((sum, one) => sum + one.candidates, 0);
  const simulations = found.models.reduce((sum, one) => sum + one.simulations, 0);
  const saved = found.todayUsdPerMonth - (found.plans[0]?.usdPerMonth ?? found.todayUsdPerMonth);
  return [
    {
      what: `${path}: candidates in ${found.settings} combinations of settings`,
      measured: String(candidates),
      limit: `≥ ${leastCandidates}`,
      passed: candidates >= leastCandidates,
    },
    {
      what: `${path}: all of them, ${simulations} simulated`,
      measured: `${seconds.toFixed(1)} s`,
      limit: `≤ ${limitSeconds} s`,
      passed: seconds <= limitSeconds,
    },
    {
      what: `${path}: the first plan saves`,
      measured: `${Math.round(saved).toLocaleString('en-US')} USD a month`,
      limit: '',
      passed: true,
    },
  ];
}

const [first, again] = [search('fleet.yaml'), search('fleet.yaml')];
const same = JSON.stringify(first.found) === JSON.stringify(again.found);
const results = [
  ...rows('fleet.yaml', first),
  {
    what: 'fleet.yaml: searched again',
    measured: same ? 'the same' : 'differs',
    limit: 'the same',
    passed: same,
  },
  ...rows('fleets/moe.yaml', search('fleets/moe.yaml')),
];

process.stdout.write(
  values.json
    ? `${JSON.stringify({ results }, null, 2)}\n`
    : terminalTable(
        'Search over plans',
        ['what', 'measured', 'limit', ''],
        results.map(({ what, measured, limit, passed }) => [what, measured, limit, passed ? 'pass' : 'FAIL']),
      ),
);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
