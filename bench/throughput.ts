import { parseArgs } from 'node:util';
import { fittedObservations, otherObservations } from '../lib/plan/throughput/roofline-observations';
import { heldOutFolds, unusedFolds } from './throughput/folds';
import { overall, summarize } from './throughput/summary';
import { errorTable, verdictTable } from './throughput/throughput-table';
import { verdicts } from './throughput/verdicts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

const observations = fittedObservations();
const folds = heldOutFolds(observations);
const all = overall(folds);
const groups = [...folds.map(summarize), all];
const unused = unusedFolds(otherObservations(), observations).map(summarize);
const results = verdicts(all);

process.stdout.write(
  values.json
    ? `${JSON.stringify({ verdicts: results, groups, unused, folds }, null, 2)}\n`
    : `${errorTable('TPOT', groups, ({ perOutputToken }) => perOutputToken)}
${errorTable('TTFT', groups, ({ firstToken }) => firstToken)}
${errorTable('Not judged: left out of every fit, TPOT', unused, ({ perOutputToken }) => perOutputToken)}
${verdictTable(results)}
Each group, a model on a GPU, is predicted by coefficients and ranges that come from the other groups alone.
Textbook: the same formula with every efficiency 1 and no overhead. Not judged: points that do not look like a closed loop (decision 8).
`,
);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
