import { expect, test } from 'vitest';
import { engineFlags } from '../../lib/contract/engine-flags';

const parameters = {
  fleet: 'assistant',
  model: 'llama-70b',
  weights: 'meta-llama/Llama-3.1-70B',
  weightsManifest: `sha256:${'b'.repeat(64)}`,
  engineImageDigest: `sha256:${'0'.repeat(64)}`,
  tensorParallel: 4,
  replicasPerInstance: 2,
  maxModelLengthTokens: 9216,
  maxConcurrentRequestsPerReplica: 64,
  gpuMemoryUtilizationRatio: 0.9,
  kvPrecision: 'bf16',
};

test('an engine is told its limits, and a queue as long as what it runs', () => {
  expect(engineFlags(parameters).join(' ')).toBe(
    '--tensor-parallel-size 4 --max-model-len 9216 --gpu-memory-utilization 0.9 --kv-cache-dtype auto --max-num-seqs 64 --max-num-queued-reqs 128 --no-enable-log-requests --no-enable-log-outputs --disable-uvicorn-access-log',
  );
});

test('an 8-bit KV cache is asked for by name', () => {
  expect(engineFlags({ ...parameters, kvPrecision: 'fp8' }).join(' ')).toContain('--kv-cache-dtype fp8');
});

test('no flag is one that vLLM has removed', () => {
  expect(engineFlags(parameters)).not.toContain('--disable-log-requests');
});
