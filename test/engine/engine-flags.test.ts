import { describe, expect, test } from 'vitest';
import { cellEngineEnvironment, engineEnvironment, engineFlags } from '../../lib/engine/engine-flags';
import { exampleParameters } from '../support/cell-parameters';

test('an engine is told its limits, and a queue as long as what it runs', () => {
  expect(engineFlags(exampleParameters).join(' ')).toBe(
    '--served-model-name meta-llama/Llama-3.1-70B --tensor-parallel-size 4 --max-model-len 9216 --gpu-memory-utilization 0.9 --kv-cache-dtype auto --max-num-seqs 64 --max-num-queued-reqs 128 --shutdown-timeout 53 --no-enable-log-requests --no-enable-log-outputs --disable-uvicorn-access-log',
  );
});

test('an 8-bit KV cache is asked for by name', () => {
  expect(engineFlags({ ...exampleParameters, kvPrecision: 'fp8' }).join(' ')).toContain('--kv-cache-dtype fp8');
});

test('no flag is one that vLLM has removed', () => {
  expect(engineFlags(exampleParameters)).not.toContain('--disable-log-requests');
});

describe('weights that are loaded in parallel', () => {
  test.each([
    [1, '{"concurrency":16}', engineEnvironment],
    [4, '{"concurrency":16,"distributed":true}', { ...engineEnvironment, RUNAI_STREAMER_DIST: '1' }],
  ])('are read by sixteen threads of each of %i GPUs', (tensorParallel, extra, environment) => {
    const parameters = { ...exampleParameters, parallelLoading: true, tensorParallel };
    const flags = engineFlags(parameters);

    expect(flags.slice(flags.indexOf('--load-format')).slice(0, 4)).toEqual([
      '--load-format',
      'runai_streamer',
      '--model-loader-extra-config',
      extra,
    ]);
    expect(cellEngineEnvironment(parameters)).toEqual(environment);
  });

  test('are so only where the model says it', () => {
    expect(engineFlags(exampleParameters)).not.toContain('--load-format');
    expect(cellEngineEnvironment(exampleParameters)).toEqual(engineEnvironment);
  });
});
