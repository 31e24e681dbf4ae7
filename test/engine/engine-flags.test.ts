import { describe, expect, test } from 'vitest';
import { cellEngineEnvironment, engineEnvironment, engineFlags } from '../../lib/engine/engine-flags';
import { exampleParameters } from '../support/cell-parameters';

test('an engine is told its limits, and a queue as long as what it runs', () => {
  expect(engineFlags(exampleParameters).join(' ')).toBe(
    '--served-model-name meta-llama/Llama-3.1-70B-Instruct --tensor-parallel-size 4 --max-model-len 9216 --gpu-memory-utilization 0.9 --kv-cache-dtype bfloat16 --max-num-seqs 64 --max-num-queued-reqs 128 --shutdown-timeout 53 --no-enable-log-requests --no-enable-log-outputs --disable-uvicorn-access-log --allowed-media-domains none.invalid',
  );
});

test('copies of the attention share one port and one queue: the batch is of each copy, the queue of all', () => {
  const flags = engineFlags({ ...exampleParameters, tensorParallel: 2, dataParallel: 4, expertParallel: true });

  expect(flags.join(' ')).toContain(
    '--tensor-parallel-size 2 --data-parallel-size 4 --api-server-count 1 --enable-expert-parallel --max-model-len 9216',
  );
  expect(flags.join(' ')).toContain('--max-num-seqs 16 --max-num-queued-reqs 128');
});

test('whole experts on each GPU need no copies of the attention', () => {
  const flags = engineFlags({ ...exampleParameters, expertParallel: true });

  expect(flags).toContain('--enable-expert-parallel');
  expect(flags).not.toContain('--data-parallel-size');
});

test.each([
  ['bf16', 'bfloat16'],
  ['fp16', 'float16 --dtype float16'],
  ['fp8', 'fp8'],
  ['fp4', 'nvfp4'],
])('a KV cache planned in %s is asked for by its name, never left to the checkpoint', (kvPrecision, name) => {
  expect(engineFlags({ ...exampleParameters, kvPrecision }).join(' ')).toContain(`--kv-cache-dtype ${name}`);
});

test('fails at a format of the KV cache that the engine has no name for', () => {
  expect(() => engineFlags({ ...exampleParameters, kvPrecision: 'int3' })).toThrow(
    'kvPrecision: is not known, got int3, expected one of bf16, fp16, fp8, fp4',
  );
});

test('further flags of the fleet file come last, and domains among them replace the one that cannot exist', () => {
  const further = ['--allowed-media-domains', 'images.example.com'];
  const flags = engineFlags({ ...exampleParameters, engineFlags: further });

  expect(flags.slice(-2)).toEqual(further);
  expect(flags.filter((flag) => flag === '--allowed-media-domains')).toHaveLength(1);
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
