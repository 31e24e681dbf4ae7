import { describe, expect, test } from 'vitest';
import { apiRoutes } from '../../lib/engine/api-routes';
import { engineFlags } from '../../lib/engine/engine-flags';
import { engineMetrics } from '../../lib/engine/engine-metrics';
import { flagFaults } from '../../lib/engine/flag-faults';
import { releaseTable } from '../../lib/engine/release-table';
import { servedPaths } from '../../lib/engine/served-route';
import { vllm } from '../../lib/engine/vllm';
import { histogramBounds } from '../../simulators/engine/metrics';
import { exampleParameters } from '../support/cell-parameters';

test('the table is of the pinned release', () => {
  expect(releaseTable.release).toBe(vllm.release);
});

/** Read by eye from the release's sources. */
test.each([
  ['--max-num-queued-reqs', 'integer', 'vllm/engine/arg_utils.py:1765', undefined],
  ['--enforce-eager', 'switch', 'vllm/engine/arg_utils.py:1000', ['--no-enforce-eager']],
  [
    '--enable-log-requests',
    'switch',
    'vllm/engine/arg_utils.py:3260',
    ['--disable-log-requests', '--no-enable-log-requests'],
  ],
  ['--tool-call-parser', 'text', 'vllm/entrypoints/common/cli_args.py:129', undefined],
  ['--limit-mm-per-prompt', 'json', 'vllm/engine/arg_utils.py:1500', undefined],
])('%s is of kind %s, declared in %s', (flag, kind, source, alsoWritten) => {
  expect(releaseTable.flags.find((each) => each.flag === flag)).toMatchObject({
    kind,
    source,
    ...(alsoWritten === undefined ? {} : { alsoWritten }),
  });
});

describe('every flag that the agent gives an engine exists in the release, with a value that it takes', () => {
  test.each([
    exampleParameters,
    { ...exampleParameters, kvPrecision: 'fp8' },
    { ...exampleParameters, kvPrecision: 'fp4' },
    { ...exampleParameters, parallelLoading: true },
    { ...exampleParameters, dataParallel: 2, expertParallel: true },
    { ...exampleParameters, parallelLoading: true, tensorParallel: 1 },
  ])('%#', (parameters) => {
    const flags = engineFlags(parameters);

    expect(flagFaults(flags)).toEqual([]);
    expect(releaseTable.kvCacheDtypes).toContain(flags[flags.indexOf('--kv-cache-dtype') + 1]);
  });
});

test.each([
  [['--no-such-flag'], ['--no-such-flag: is no argument of vLLM 0.33.0']],
  [['--max-num-seqs', 'many'], ['--max-num-seqs: takes a value of kind integer, got many']],
  [['--enforce-eager', 'yes'], ['--enforce-eager: takes no value, got yes']],
  [['--max-lora-rank', '7'], [expect.stringContaining('--max-lora-rank: takes 1, 8, 16')]],
  [['--limit-mm-per-prompt', '{image}'], ['--limit-mm-per-prompt: takes a value of kind json, got {image}']],
  [['--max-model-len'], ['--max-model-len: takes a value, got none']],
])('%j is refused', (args, faults) => {
  expect(flagFaults(args)).toEqual(faults);
});

test.each(Object.values(engineMetrics))('%s is counted by the release', (name) => {
  const given = releaseTable.metrics.map((metric) => metric.name);

  expect(given).toContain(name.replace(/_total$/, ''));
});

test("the test engine's histograms have the release's bounds", () => {
  expect(histogramBounds).toEqual(releaseTable.histogramBounds);
});

test.each([{ task: 'generate' }, { task: 'generate', chat: false }, { task: 'embed' }, { task: 'rerank' }] as const)(
  'what clients may ask of a model that does $task (chat: $chat) is answered',
  (model) => {
    const answered = releaseTable.routes[model.task];

    for (const { method, paths } of apiRoutes(model)) {
      expect(answered).toEqual(expect.arrayContaining(paths.map((path) => `${method} ${path}`)));
    }
  },
);

test('each route that readiness may use is answered by the release', () => {
  const all = Object.values(releaseTable.routes).flat();

  expect(all).toEqual(expect.arrayContaining(Object.values(servedPaths).map((path) => `POST ${path}`)));
});
