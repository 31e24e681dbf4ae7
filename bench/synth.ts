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
Both sides without CloudFormation validation. Judged on CPU time, user and system, which other work disturbs least.
`,
);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
