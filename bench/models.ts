/** Known models against what is published of them: `npm run bench:models`. Exits with 1 when one is planned wrong. */
import { knownArchitecture } from '../lib/architecture/known-architecture';
import { kvCacheOnEachGpu } from '../lib/architecture/kv-cache-on-each-gpu';
import { totalParameters } from '../lib/architecture/parameters';
import { checkpointBytes } from '../lib/architecture/weights-on-each-gpu';
import { type KnownModel, publishedModels } from '../lib/catalogue/known-models';
import { table } from '../lib/report/table';

/** Parameters in names are rounded, and a copy that lacks a tower lacks its parameters. Ratios. */
const largestFileError = 0.05;
const largestParameterError = 0.08;

interface Row {
  readonly id: string;
  readonly verdict: 'right' | 'refused' | 'wrong';
  readonly fileError?: number;
  readonly cells: readonly string[];
}

function judge(model: KnownModel): Row {
  const { architecture, faults } = knownArchitecture(model);
  if (architecture === undefined) {
    return { id: model.id, verdict: 'refused', cells: ['', '', '', faults[0]?.problem ?? ''] };
  }
  const parameters = totalParameters(architecture).value;
  const gigabytes = checkpointBytes(architecture) / 1e9;
  const fileError = model.filesGB === undefined ? undefined : Math.abs(gigabytes / model.filesGB - 1);
  const parameterError = model.parametersBillion === undefined ? 0 : Math.abs(parameters / model.parametersBillion - 1);
  const { bytesPerToken } = kvCacheOnEachGpu(
    architecture,
    { tensorParallel: 1 },
    { format: 'bf16', maxBatchedTokens: 8192, maxSequenceTokens: architecture.context.longestTokens },
  );
  const wrong = model.configComplete && ((fileError ?? 0) > largestFileError || parameterError > largestParameterError);
  return {
    id: model.id,
    verdict: wrong ? 'wrong' : 'right',
    ...(fileError === undefined || !model.configComplete ? {} : { fileError }),
    cells: [
      `${parameters.toFixed(3)} (${model.parametersBillion ?? '–'})`,
      `${gigabytes.toFixed(1)} (${model.filesGB ?? '–'})`,
      String(bytesPerToken.value),
      model.configComplete ? '' : 'config incomplete',
    ],
  };
}

const rows = publishedModels.map(judge);
const count = (verdict: Row['verdict']): number => rows.filter((row) => row.verdict === verdict).length;
const errors = rows.flatMap(({ fileError }) => fileError ?? []).sort((a, b) => a - b);
const inHundred = (ratio: number | undefined): string => `${((ratio ?? 0) * 100).toFixed(2)} %`;

console.log(
  table(
    'known models',
    ['model', 'verdict', '10⁹ parameters (published)', 'GB of files (published)', 'KV bytes/token', 'note'],
    rows.map(({ id, verdict, cells }) => [id, verdict, ...cells]),
  ),
);
console.log(`right ${count('right')}, refused ${count('refused')}, wrong ${count('wrong')}`);
console.log(
  `file sizes of ${errors.length} complete configs: median error ${inHundred(errors[Math.floor(errors.length / 2)])}, worst ${inHundred(errors.at(-1))}`,
);
process.exitCode = count('wrong') === 0 ? 0 : 1;
