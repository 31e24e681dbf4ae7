import { expect, test } from 'vitest';
import { gpuInstanceType } from '../../lib/catalogue/instance-types';
import { defaultBatchedTokens } from '../../lib/engine/batched-tokens';

/** The numbers of get_batch_defaults of vLLM 0.33.0, for its server. */
test.each([
  ['g6.xlarge', 2048],
  ['g6e.2xlarge', 2048],
  ['p4d.24xlarge', 2048],
  ['p4de.24xlarge', 2048],
  ['p5.48xlarge', 8192],
  ['p5en.48xlarge', 8192],
  ['g7e.2xlarge', 8192],
  ['p6-b200.48xlarge', 16_384],
])('an engine on %s computes %i tokens in one step', (name, tokens) => {
  const type = gpuInstanceType(name);

  expect(type && defaultBatchedTokens(type)).toBe(tokens);
});
