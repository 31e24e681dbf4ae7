/**
 * Measures the simulator behind `npx polyregion rehearse`: `npm run bench:rehearsal`. Its speed, its distance from recorded
 * runs of vLLM and from measured rows, and what it says about the promises of every example.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { terminalTable } from '../lib/report/terminal-table';
import { table } from '../scripts/markdown-table';
import { withSections } from '../scripts/page-sections';
import { quantile } from './quantile';
import { closedLoopErrors } from './rehearsal/closed-loops';
import { exampleFleets, promiseRows } from './rehearsal/examples';
import { peers } from './rehearsal/peers';
import { promiseCells, promiseHeads } from './rehearsal/promise-table';
import { fittedFactor, runErrors, runNames } from './rehearsal/recorded-runs';
import { type SizingSeconds, sizingSeconds } from './rehearsal/sizes';
import { type Measured, replayAzure, simulateMany } from './rehearsal/speed';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    requests: { type: 'string' },
    sizes: { type: 'string' },
    seconds: { type: 'string', default: '1800' },
    /** Writes the table of promises into the documentation; nothing else is measured. */
    write: { type: 'boolean', default: false },
  },
});

const percent = (ratio: number): string => `${(ratio * 100).toFixed(1)} %`;

/** In a process of its own, so that its memory and its compiled code are its own, too. */
const inProcess = <T>(...measured: readonly [option: '--requests' | '--sizes', value: string]): T =>
  JSON.parse(execFileSync(process.execPath, [process.argv[1] as string, ...measured], { encoding: 'utf8' }));

const atMost = (
  what: string,
  value: number,
  most: number,
  write = (one: number): string => one.toFixed(2),
): Verdict => ({
  what,
  value,
  shown: write(value),
  limit: `≤ ${write(most)}`,
  passed: value <= most,
});

interface Verdict {
  readonly what: string;
  readonly value: number;
  readonly shown: string;
  readonly limit: string;
  readonly passed: boolean;
}

function speedVerdicts(): Verdict[] {
  const [few, many] = [inProcess<Measured>('--requests', '100000'), inProcess<Measured>('--requests', '1000000')];
  const sizes = inProcess<SizingSeconds>('--sizes', 'fleet.yaml');
  const seconds = (value: number): string => `${value.toFixed(2)} s CPU`;
  return [
    atMost('1,000,000 requests', many.cpuSeconds, 3, seconds),
    atMost('1,000,000 requests, memory', many.megabytes, 400, (value) => `${value.toFixed(0)} MB`),
    atMost('sizes of the default fleet, nothing known', sizes.cold, 2, seconds),
    atMost('sizes of the default fleet, all known', sizes.known, 0.15, seconds),
    atMost('a request among 1,000,000 ÷ among 100,000', many.cpuSeconds / few.cpuSeconds / 10, 1.3),
    ...peers.map(({ name, seconds: theirs, regions, enginesOfRegion }) =>
      atMost(
        `Azure 2023 conversation ÷ ${theirs} s of ${name}`,
        replayAzure(regions, enginesOfRegion) / theirs,
        1 / 50,
        (value) => value.toFixed(4),
      ),
    ),
  ];
}

function accuracyVerdicts(): Verdict[] {
  const fitted = fittedFactor(runNames);
  const rows = closedLoopErrors();
  const median = (of: 'perOutputToken' | 'requestsPerSecond') =>
    quantile(
      rows.map((row) => row[of]),
      0.5,
    );
  return [
    ...runErrors(1).map(({ run, meanError }) =>
      atMost(`${run}: mean end-to-end time, nothing fitted`, meanError, 0.15, percent),
    ),
    ...runErrors(fitted).map(({ run, meanError }) =>
      atMost(`${run}: the same, one factor (${fitted.toFixed(2)}) for the GPU`, meanError, 0.05, percent),
    ),
    ...runNames.map((name) => {
      const own = fittedFactor([name]);
      const found = runErrors(own).find(({ run }) => run === name);
      return atMost(
        `${name}: each request, own factor (${own.toFixed(2)})`,
        found?.requestError ?? Number.NaN,
        0.05,
        percent,
      );
    }),
    atMost(`TPOT of ${rows.length} measured rows, median error`, median('perOutputToken'), 0.05, percent),
    atMost('requests/s of the same rows, median error', median('requestsPerSecond'), 0.05, percent),
  ];
}

const promisesOfExamples = () => exampleFleets().flatMap((path) => promiseRows(path, Number(values.seconds)));

function benchmark(): void {
  const promises = promisesOfExamples();
  const verdicts = [...speedVerdicts(), ...accuracyVerdicts()];
  process.stdout.write(
    values.json
      ? `${JSON.stringify({ verdicts, promises }, null, 2)}\n`
      : `${terminalTable(
          'The simulator',
          ['what', 'measured', 'limit', ''],
          verdicts.map(({ what, shown, limit, passed }) => [what, shown, limit, passed ? 'pass' : 'FAIL']),
        )}
${terminalTable(
  'What is promised, and what is simulated at the promised percentile: central – cautious, ! where the speed that sizes the cell breaks it',
  promiseHeads,
  promiseCells(promises),
  ['left', 'left', 'right', 'right', 'right', 'right', 'right'],
)}
${peers.map(({ name, how }) => `${name}: ${how}.`).join('\n')}
These simulators are in no package registry: their times are those of one run on a like machine, and their end-to-end times
cannot be compared here.
`,
  );
  process.exitCode = verdicts.every(({ passed }) => passed) ? 0 : 1;
}

if (values.sizes !== undefined) {
  process.stdout.write(JSON.stringify(sizingSeconds(values.sizes)));
} else if (values.requests !== undefined) {
  process.stdout.write(JSON.stringify(simulateMany(Number(values.requests))));
} else if (values.write) {
  const path = 'docs/rehearsal.md';
  const section = table(promiseHeads, promiseCells(promisesOfExamples()));
  writeFileSync(path, withSections(readFileSync(path, 'utf8'), new Map([['promises', section]])));
} else {
  benchmark();
}
