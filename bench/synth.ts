import { parseArgs } from 'node:util';
import { measureRounds } from './synth/rounds';
import { verdictTable } from './synth/verdict-table';
import { verdicts } from './synth/verdicts';

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, rounds: { type: 'string', default: '5' } },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  throw new Error(`--rounds: must be a whole number from 1, got ${values.rounds}`);
}

const measured = measureRounds(rounds, (text) => process.stderr.write(`synth benchmark, ${text}\n`));
const results = verdicts(measured);
process.stdout.write(
  values.json
    ? `${JSON.stringify({ node: process.version, rounds, verdicts: results, measured }, null, 2)}\n`
    : `${verdictTable(results)}
Medians of ${rounds} rounds, each synth in a fresh process that starts at node and ends after synth; memory is the largest of any.
Times are CPU, user and system, which other work on the machine disturbs least; CloudFormation validation is off on both sides.
Growth is judged twice: whole runs against 1.15 × linear, and region by region, where the time to start node hides nothing.
`,
);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
