/** Judges predicted throughput on held-out measurements: `npm run bench:throughput`; `-- --write` renews likeness.json. */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { allObservations } from '../lib/throughput/measurements/observations';
import { heldOutFolds } from './throughput/folds';
import { likenessFile } from './throughput/likeness-file';
import { summarize } from './throughput/summary';
import { errorTable, familyTable, verdictTable } from './throughput/throughput-table';
import { families, verdicts } from './throughput/verdicts';
import { widthsOf } from './throughput/widths';

const { values } = parseArgs({
  options: { json: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
});

const observations = allObservations();
const folds = heldOutFolds(observations);
const widths = widthsOf(folds);
const groups = folds.map((fold) => summarize(`${fold.kind}: ${fold.group}`, [fold], widths));
const ofGpus = families(folds, widths);
const results = verdicts(folds, widths);

if (values.write) {
  const today = new Date().toISOString().slice(0, 10);
  writeFileSync('lib/throughput/data/likeness.json', likenessFile(observations, widths, ofGpus, today));
}
process.stdout.write(
  values.json
    ? `${JSON.stringify({ verdicts: results, families: ofGpus, groups, folds }, null, 2)}\n`
    : `${errorTable('TPOT', groups, ({ perOutputToken }) => perOutputToken)}
${errorTable('TTFT', groups, ({ firstToken }) => firstToken)}
${familyTable(ofGpus)}
${verdictTable(results)}
A model on a GPU is held out together in the silicon sample, and in public sources all that one of them measured on a GPU:
coefficients, variances and corrections come from the other points alone. In range: inside the range that is printed, every
source counting alike. Unseen: points in a range whose width comes from the other sources alone; a target judges this share.
Textbook: the same formula with every efficiency 1 and no overhead.
`,
);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
