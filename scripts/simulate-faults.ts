import { fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { readPlan } from '../lib/commands/read-plan';
import { servedWorkloads } from '../lib/plan/capacity/served-workload';
import { waitedForByModel } from '../lib/plan/capacity/waited-for';
import { setupOfPlan } from '../lib/rehearsal/drill/setup-of-plan';
import { faultWords, type ScheduledFault } from '../lib/rehearsal/faults/fault-schedule';
import type { FlowSetup } from '../lib/rehearsal/faults/flow-setup';
import { simulatedSeconds, simulateFaults } from '../lib/rehearsal/faults/simulate-faults';
import { invariants } from '../lib/rehearsal/faults/violation';
import { faultSchedules } from './fault-schedules';

/** Fleets whose models take turns. */
const fleets = ['fleet.yaml', 'fleets/warm-standby.yaml', 'fleets/two-jurisdictions.yaml', 'test/fleets/three-p5.yaml'];

/** Seeds between two lines of progress. */
const reportEvery = 250;

/** Every model whose clients wait, as a simulation of faults begins with it. */
function setups(path: string): FlowSetup[] {
  const { fleet, plan } = readPlan(path);
  if (fleet === undefined || plan === undefined) {
    throw new Error(`${path}: not a valid fleet`);
  }
  return waitedForByModel(servedWorkloads(fleet).served).map((sharing) => {
    const none = { seconds: 1, at: 'mean', seed: 1, recorded: () => undefined } as const;
    const setup = setupOfPlan(plan, sharing, none);
    return {
      ...setup,
      workloads: setup.workloads.map((workload, index) => ({
        ...workload,
        meanPerSecond: sharing[index]?.workload.demand.meanRequestsPerSecond ?? 0,
        peakPerSecond: sharing[index]?.workload.demand.peakRequestsPerSecond ?? 0,
      })),
    };
  });
}

/** Processes that share the seeds, at most. */
const mostProcesses = 2;

const usage = `Usage: npm run simulate:faults -- [--seeds N] [--seed N]

simulate fleets under overlapping faults, and look at the invariants of failover
after every second; the exit status is 1 where one is broken

  --seeds <n>  schedules of faults, from 1 (default: 100)
  --seed <n>   what all random numbers follow from, from 0 (default: 1)
`;

const { values } = parseArgs({
  strict: false,
  options: {
    seeds: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    share: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

const faultsOfOptions = [
  ...Object.keys(values)
    .filter((name) => !['seeds', 'seed', 'share', 'help'].includes(name))
    .map((name) => `--${name}: unknown option`),
  ...(['seeds', 'seed'] as const)
    .filter((name) => !/^\d{1,9}$/.test(`${values[name]}`) || (name === 'seeds' && Number(values[name]) === 0))
    .map(
      (name) =>
        `--${name}: got ${JSON.stringify(values[name])}, expected a whole number from ${name === 'seeds' ? 1 : 0}`,
    ),
];

/** Divides the seeds among processes, each with random numbers of its own. */
function share(): void {
  const processes = Math.min(mostProcesses, availableParallelism(), Number(values.seeds));
  let ended = 0;
  for (let index = 0; index < processes; index += 1) {
    // The first ones take what does not divide.
    const seeds = Math.floor((Number(values.seeds) + processes - 1 - index) / processes);
    const child = fork(__filename, ['--share', '--seeds', `${seeds}`, '--seed', `${Number(values.seed) + index}`]);
    child.on('exit', (code) => {
      process.exitCode = process.exitCode || (code ?? 1);
      ended += 1;
      if (ended === processes) {
        process.stdout.write(process.exitCode ? 'An invariant is broken.\n' : 'Every invariant holds.\n');
      }
    });
  }
}

async function simulate(): Promise<void> {
  const all = fleets.flatMap(setups);
  const totals = { seeds: 0, steps: 0, faults: 0, overlapping: 0, moves: 0, requests: 0, spilled: 0, refused: 0 };
  const began = process.cpuUsage();
  const says = (): string => {
    const { user, system } = process.cpuUsage(began);
    const seconds = (user + system) / 1e6;
    const share = (part: number): string => `${((100 * part) / totals.requests).toFixed(2)} %`;
    return `${totals.seeds} seeds of ${simulatedSeconds} s: ${Math.round(totals.steps / seconds)} steps/s, ${totals.faults} faults, ${totals.overlapping} overlapping, ${totals.moves} moves of DNS, ${share(totals.spilled)} sent to a sibling, ${share(totals.refused)} refused, ${(seconds / totals.seeds).toFixed(3)} CPU-s a seed\n`;
  };
  const property = fc.asyncProperty(
    fc.nat(all.length - 1),
    faultSchedules,
    fc.nat(2 ** 31 - 1),
    async (which, faults, seed) => {
      const { violations, ...counts } = await simulateFaults(all[which] as FlowSetup, faults, seed);
      totals.seeds += 1;
      for (const [name, count] of Object.entries(counts) as [keyof typeof counts, number][]) {
        totals[name] += count;
      }
      if (totals.seeds % reportEvery === 0) {
        process.stderr.write(says());
      }
      return violations.length === 0;
    },
  );
  const found = await fc.check(property, { numRuns: Number(values.seeds), seed: Number(values.seed) });
  process.stdout.write(says());
  if (found.counterexample !== null) {
    const [which, faults, seed] = found.counterexample;
    const setup = all[which] as FlowSetup;
    const { violations } = await simulateFaults(setup, faults, seed);
    process.stdout.write(
      [
        `broken with --seed ${found.seed}; the smallest schedule found, on ${setup.model} in ${setup.cells.map(({ region }) => region).join(', ')}, random numbers from ${seed}:`,
        ...faults.map((fault: ScheduledFault) => `  ${JSON.stringify(fault)}: ${faultWords[fault.kind]}`),
        ...violations.map(
          ({ invariant, second, what }) => `  ${invariant}, ${invariants[invariant]}: at ${second} s, ${what}`,
        ),
        '',
      ].join('\n'),
    );
    process.exitCode = 1;
  }
}

if (values.help) {
  process.stdout.write(usage);
} else if (faultsOfOptions.length > 0) {
  process.stderr.write(`${faultsOfOptions.join('\n')}\n\n${usage}`);
  process.exitCode = 2;
} else if (values.share) {
  void simulate();
} else {
  share();
}
