/** Measures the search over plans of the default fleet: `npm run bench:optimize`. Searched twice, which must find the same. */
import { parseArgs } from 'node:util';
import { readPlan } from '../lib/commands/read-plan';
import { readOrder } from '../lib/commands/rehearse/rehearsal-order';
import { optimize } from '../lib/optimizer/optimize';
import { terminalTable } from '../lib/report/terminal-table';
import { sizingArrivals } from '../lib/sizing/size-question';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
const path = 'fleet.yaml';

function search() {
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
    says: () => undefined,
  });
  return { found, seconds: (performance.now() - started) / 1000 };
}

const [first, second] = [search(), search()];
const candidates = first.found.models.reduce((sum, one) => sum + one.candidates, 0);
const saved = first.found.todayUsdPerMonth - (first.found.plans[0]?.usdPerMonth ?? first.found.todayUsdPerMonth);
const secondsFor500 = (first.seconds / candidates) * 500;
const same = JSON.stringify(first.found) === JSON.stringify(second.found);

const results = [
  {
    what: `search among ${candidates} candidates of the default fleet`,
    measured: `${first.seconds.toFixed(1)} s`,
    limit: '',
    passed: true,
  },
  {
    what: '500 candidates at this rate',
    measured: `${secondsFor500.toFixed(1)} s`,
    limit: '≤ 30 s',
    passed: secondsFor500 <= 30,
  },
  { what: 'searched again', measured: same ? 'the same' : 'differs', limit: 'the same', passed: same },
  { what: 'the first plan saves', measured: `${Math.round(saved)} USD a month`, limit: '', passed: true },
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
