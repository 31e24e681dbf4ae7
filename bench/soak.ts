/** Loads agent and HAProxy with mixed requests and faults, and watches their memory: `npm run soak:agent`. No GPU. */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { atExit } from './agent/at-exit';
import { growth } from './agent/growth';
import { startInstance } from './agent/instance';
import { startObjectStore } from './agent/object-store';
import { atMost, figure, type Result, resultTable, said } from './agent/result';
import { type MemorySample, type SoakResult, soak } from './soak/soak';

const fromOne = (text: string): number => {
  const number = Number(text);
  if (!(number >= 1)) {
    throw new InvalidArgumentError(`must be a number from 1, got ${text}`);
  }
  return number;
};

const options = new Command('soak:agent')
  .description('load one instance of test engines with mixed requests and faults, and watch memory and lost requests')
  .option('--minutes <number>', 'length of the run', fromOne, 30)
  .option('--clients <number>', 'clients at once', fromOne, 24)
  .addHelpText('after', '\nExample:\n  $ npm run soak:agent -- --minutes 30')
  .parse()
  .opts<{ readonly minutes: number; readonly clients: number }>();

const engines = 2;
const reportEveryMinutes = 5;
/** Memory grows to what the most requests at once need. That is over after this share of the time. Assumed. */
const warmUpShare = 1 / 4;
const toleranceRatio = 1.05;

const home = mkdtempSync(join(tmpdir(), 'polyregion-soak-'));
atExit(() => rmSync(home, { recursive: true, force: true }));

const load = (): string => loadavg()[0]?.toFixed(1) ?? '';

function report({ minute, agentMB, guardMB }: MemorySample, asked: number, lost: number): void {
  process.stderr.write(
    `minute ${minute.toFixed(0)}: agent ${figure(agentMB)} MB, HAProxy ${figure(guardMB)} MB, ${asked} requests, ${lost} without their answer, load average ${load()}\n`,
  );
}

function memoryResults(samples: readonly MemorySample[]): Result[] {
  const ratio = (name: string, pick: (sample: MemorySample) => number): Result[] => {
    const { early, late } = growth(samples.map(pick), warmUpShare);
    return [
      atMost(`memory of ${name}: last quarter ÷ first quarter after warm-up`, late / early, '', toleranceRatio),
      said('of them', `${figure(late)} MB ÷ ${figure(early)} MB`),
    ];
  };
  return [...ratio('the agent', ({ agentMB }) => agentMB), ...ratio('HAProxy', ({ guardMB }) => guardMB)];
}

const resultsOf = ({ asked, lost, lostWithoutFault, faults, samples }: SoakResult): Result[] => [
  atMost('requests lost without a fault', lostWithoutFault.length, `of ${asked}`, 0),
  ...[...faults].map(([name, times]) => said(`lost while: ${name}`, `${lost.get(name) ?? 0} in ${times} times`)),
  ...memoryResults(samples),
];

async function main(): Promise<void> {
  const store = await startObjectStore(join(home, 'store'), 1e6);
  const changes = { maxConcurrentRequestsPerReplica: 32 };
  const behaviour = { tokensPerSecond: 50, prefillSeconds: 0.05 };
  const instance = await startInstance({ folder: join(home, 'instance'), store, engines, changes, behaviour });
  try {
    const begun = performance.now();
    const progress = (line: string): void =>
      void process.stderr.write(`minute ${((performance.now() - begun) / 60_000).toFixed(1)}: ${line}\n`);
    const result = await soak(instance, { ...options, report, everyMinutes: reportEveryMinutes, progress });
    process.stdout.write(resultTable(`${options.minutes} minutes of mixed load and faults`, resultsOf(result)));
    for (const { kind, problem, from } of result.lostWithoutFault.slice(0, 20)) {
      process.stdout.write(`lost at ${((from - begun) / 60_000).toFixed(1)} min: ${kind}: ${problem}\n`);
    }
    process.exitCode = resultsOf(result).every(({ passed }) => passed !== false) ? 0 : 1;
  } finally {
    await instance.stop();
    await store.stop();
  }
}

void main();
