import { parseArgs } from 'node:util';
import { allObservations } from '../lib/throughput/measurements/observations';
import { heldOutFolds } from './estimate/folds';
import { summarize } from './estimate/summary';
import { errorTable, familyTable, verdictTable } from './estimate/throughput-table';
import { families, verdicts } from './estimate/verdicts';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

const folds = heldOutFolds(allObservations());
const groups = folds.map((fold) => summarize(`${fold.kind}: ${fold.group}`, [fold]));
const results = verdicts(folds);

process.stdout.write(
  values.json
    ? `${JSON.stringify({ verdicts: results, families: families(folds), groups, folds }, null, 2)}\n`
    : `${errorTable('TPOT', groups, ({ perOutputToken }) => perOutputToken)}
${errorTable('TTFT', groups, ({ firstToken }) => firstToken)}
${familyTable(families(folds))}
${verdictTable(results)}
A model on a GPU is held out together in the silicon sample, and in public sources all that one of them measured on a GPU:
coefficients, corrections and ranges come from the other points alone. Textbook: the same formula with every efficiency
1 and no overhead. A GPU that fewer than two public sources measured is unvalidated.
`,
);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
