/** Measures the agent's memory, CPU time and speed: `npm run bench:agent`. Real processes on loopback, no GPU. */
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Argument, Command, InvalidArgumentError } from 'commander';
import { atExit } from './agent/at-exit';
import { measureBodies } from './agent/bodies';
import { growthTimeFactor, measureGrowth } from './agent/growth';
import { measureIdle } from './agent/idle';
import { type Instance, startInstance } from './agent/instance';
import { type ObjectStore, startObjectStore } from './agent/object-store';
import { type Result, resultTable } from './agent/result';
import { measureServing, stampingEngine } from './agent/serving';
import { measureWeights } from './agent/weights';

const parts = ['serving', 'bodies', 'idle', 'growth', 'weights'] as const;
const smallBytes = 1e6;

const fromOne = (text: string): number => {
  const number = Number(text);
  if (!(number >= 1)) {
    throw new InvalidArgumentError(`must be a number from 1, got ${text}`);
  }
  return number;
};

interface Options {
  readonly json: boolean;
  readonly seconds: number;
  readonly rounds: number;
  readonly gigabytes: number;
  readonly folder?: string;
}

const program = new Command('bench:agent')
  .description('measure what the agent costs an instance, and how fast it fetches weights')
  .addArgument(new Argument('[parts...]', 'what to measure').choices(parts).default([...parts], 'all'))
  .option('--seconds <number>', 'length of a measurement', fromOne, 60)
  .option('--rounds <number>', 'turns of each client with the weights', fromOne, 5)
  .option('--gigabytes <number>', 'size of the weights', fromOne, 4)
  .option('--folder <path>', 'where weights are fetched to: a disk that is slower than all clients makes them equal')
  .option('--json', 'print JSON for programs', false)
  .addHelpText('after', '\nExample:\n  $ npm run bench:agent -- weights --folder /dev/shm')
  .parse();
const values = program.opts<Options>();
const wanted = parts.filter((part) => (program.processedArgs[0] as string[]).includes(part));
const { seconds, rounds } = values;
const bytes = values.gigabytes * 1e9;

const home = mkdtempSync(join(tmpdir(), 'polyregion-agent-'));
atExit(() => rmSync(home, { recursive: true, force: true }));
const progress = (text: string): void => void process.stderr.write(`agent benchmark, ${text}\n`);

async function onInstance(
  timeFactor: number,
  run: (instance: Instance) => Promise<Result[]>,
  behaviour: object = {},
): Promise<Result[]> {
  const store = await startObjectStore(join(home, 'store'), smallBytes);
  const instance = await startInstance({ folder: join(home, 'instance'), store, timeFactor, behaviour });
  try {
    return await run(instance);
  } finally {
    await instance.stop();
    await store.stop();
  }
}

async function fetchWeights(): Promise<Result[]> {
  const store: ObjectStore = await startObjectStore(join(home, 'store'), bytes);
  const folder = mkdtempSync(join(values.folder ?? tmpdir(), 'polyregion-weights-'));
  try {
    return await measureWeights(store, bytes, folder, rounds, progress);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await store.stop();
  }
}

const measure: Record<(typeof parts)[number], () => Promise<Result[]>> = {
  serving: () => onInstance(1, (instance) => measureServing(instance, seconds), stampingEngine),
  bodies: () => onInstance(1, measureBodies),
  idle: () => onInstance(1, (instance) => measureIdle(instance, seconds)),
  growth: () => onInstance(growthTimeFactor, measureGrowth),
  weights: fetchWeights,
};

const titles: Record<(typeof parts)[number], string> = {
  serving: `One engine, asked through HAProxy and directly, in turns: ${seconds} s for each number of streams`,
  bodies: '40 bodies of 31 MB at once',
  idle: `Idle for ${seconds} s`,
  growth: 'Growth',
  weights: `Weights of ${bytes / 1e9} GB from S3 on loopback`,
};

async function main(): Promise<void> {
  const measured: Partial<Record<(typeof parts)[number], readonly Result[]>> = {};
  try {
    for (const part of wanted) {
      progress(`${part}, load average ${loadavg()[0]?.toFixed(1)}`);
      measured[part] = await measure[part]();
      process.stdout.write(values.json ? '' : resultTable(titles[part], measured[part]));
    }
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ loadAverage: loadavg(), measured }, null, 2)}\n`
      : `Load averages at the end: ${loadavg()
          .map((load) => load.toFixed(1))
          .join(', ')}. Other work on the machine slows both sides of a ratio.\n`,
  );
  process.exitCode = Object.values(measured)
    .flat()
    .every(({ passed }) => passed !== false)
    ? 0
    : 1;
}

void main();
