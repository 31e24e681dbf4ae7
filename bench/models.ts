/** Compares what follows from the config of every known model with what is published of it: `npm run bench:models`. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { knownArchitecture } from '../lib/architecture/known-architecture';
import { parseConfig } from '../lib/architecture/parse-config';
import { publishedModels } from '../lib/catalogue/known-models';
import { terminalTable } from '../lib/report/terminal-table';
import { caseConfigs } from './models/case-configs';
import expectedCache from './models/expected-cache.json';
import { judgeCase, judgeKnown, largestSizeError, percent, type Verdict } from './models/judge';

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });

const expected: Readonly<Record<string, number>> = expectedCache.bytesPerToken;

const known = publishedModels
  .filter(({ configComplete }) => configComplete)
  .map((model) => judgeKnown(model, knownArchitecture(model), expected[model.id]));
const cases = caseConfigs.map((one) =>
  judgeCase(one, parseConfig(readFileSync(`test/plan/model-cases/${one.file}`, 'utf8'))),
);

const errors = known.flatMap(({ sizeError }) => sizeError ?? []).sort((a, b) => a - b);
const median = errors[Math.floor(errors.length / 2)] ?? 0;
const worst = errors.at(-1) ?? 0;
const count = (verdicts: readonly Verdict[], outcome: Verdict['outcome']): number =>
  verdicts.filter((verdict) => verdict.outcome === outcome).length;
const counts = (verdicts: readonly Verdict[]): string =>
  `${count(verdicts, 'right')} right, ${count(verdicts, 'refused')} refused, ${count(verdicts, 'wrong')} wrong`;

const results = [
  {
    what: `file sizes of ${errors.length} models from the config alone, median error`,
    measured: percent(median),
    limit: '≤ 1 %',
    passed: median <= 0.01,
  },
  {
    what: 'the same, worst error',
    measured: percent(worst),
    limit: `≤ ${percent(largestSizeError)}`,
    passed: worst <= largestSizeError,
  },
  {
    what: `bytes of a token of ${known.filter(({ name, outcome }) => name in expected && outcome !== 'refused').length} models`,
    measured: `${known.filter(({ why }) => why.includes('bytes a token')).length} differ`,
    limit: '0 differ',
    passed: known.every(({ why }) => !why.includes('bytes a token')),
  },
  {
    what: `${known.length} known models with a whole config`,
    measured: counts(known),
    limit: '≥ 60 right, 0 wrong',
    passed: count(known, 'right') >= 60 && count(known, 'wrong') === 0,
  },
  {
    what: `${cases.length} configs that were once planned wrong`,
    measured: counts(cases),
    limit: '0 wrong',
    passed: count(cases, 'wrong') === 0,
  },
];
const listed = [...known, ...cases].filter(({ outcome }) => outcome !== 'right');

process.stdout.write(
  values.json
    ? `${JSON.stringify({ results, verdicts: [...known, ...cases] }, null, 2)}\n`
    : `${terminalTable(
        'Known models',
        ['what', 'measured', 'limit', ''],
        results.map(({ what, measured, limit, passed }) => [what, measured, limit, passed ? 'pass' : 'FAIL']),
      )}${listed.map(({ name, outcome, why }) => `${outcome} ${name}: ${why}\n`).join('')}`,
);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
