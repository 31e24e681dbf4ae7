/**
 * Simulates what lending between two regions saves: `npm run bench:gateway`. SkyWalker (arXiv 2505.24095, 2026) reports 25 % less
 * cost for regions that lend to each other than for regions alone.
 */
import { readPlan } from '../lib/commands/read-plan';
import { readOrder } from '../lib/commands/rehearse/rehearsal-order';
import { servedWorkloads } from '../lib/plan/capacity/served-workload';
import { waitedForByModel } from '../lib/plan/capacity/waited-for';
import { terminalTable } from '../lib/report/terminal-table';
import { halves, type Instances, keeps } from './gateway/two-regions';

const path = 'test/fleets/three-p5.yaml';

/** Demand ÷ that of the fleet file: with few instances, one more or less would be most of the result. */
const scale = 4;

const { fleet, plan } = readPlan(path);
const recorded = fleet && readOrder(fleet, { fleet: path, dispersion: 1, seed: 1 });
const one =
  fleet &&
  waitedForByModel(servedWorkloads(fleet).served)
    .flat()
    .find(({ workload }) => workload.name === 'chat');
const trace = recorded === undefined || Array.isArray(recorded) ? undefined : recorded.get('chat');
if (plan === undefined || one === undefined || trace === undefined) {
  throw new Error(`${path}: no chat with a trace`);
}

/** The smallest number from 1 on that is enough. */
function fewest(isEnough: (count: number) => boolean): number {
  let [most, least] = [1, 0];
  for (; !isEnough(most); most *= 2) {
    least = most;
  }
  while (most - least > 1) {
    const middle = Math.floor((least + most) / 2);
    [least, most] = isEnough(middle) ? [least, middle] : [middle, most];
  }
  return most;
}

const rows = [false, true].map((isDay) => {
  const streams = halves(one, trace, scale, isDay);
  const enough = (instances: Instances, mayLend: boolean): boolean => keeps(plan, one, streams, instances, mayLend);
  const split = (total: number): Instances => [Math.ceil(total / 2), Math.floor(total / 2)];
  // Each region with as many as the one that needs more: the halves are alike.
  const alone = 2 * fewest((count) => enough([count, count], false));
  const lending = fewest((total) => total > 1 && enough(split(total), true));
  const all = fewest((count) => enough([count, 0], true));
  const promised = (before: number): number => Math.max(before, 2 * all);
  const less = (before: number, after: number): string => `${Math.round(100 * (1 - after / before))} %`;
  process.stderr.write(`${streams.words}: done\n`);
  return [
    [streams.words, 'no promise after a loss', `${alone}`, `${lending}`, less(alone, lending)],
    [
      '',
      'all served after the loss of one',
      `${promised(alone)}`,
      `${promised(lending)}`,
      less(promised(alone), promised(lending)),
    ],
  ];
});

process.stdout.write(
  terminalTable(
    'Instances of both regions that keep TTFT and TPOT at p95 and refuse nothing (simulated)',
    ['requests', 'promise', 'alone', 'lending', 'less cost'],
    rows.flat(),
    ['left', 'left', 'right', 'right', 'right'],
  ),
);
