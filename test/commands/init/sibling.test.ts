import { expect, test } from 'vitest';
import { siblingInFp8 } from '../../../lib/commands/init/sibling';

test.each([
  ['Qwen/Qwen3-32B', 'Qwen/Qwen3-32B-FP8'],
  ['meta-llama/Llama-3.1-70B-Instruct', 'nvidia/Llama-3.1-70B-Instruct-FP8'],
  ['Qwen/Qwen3-32B-FP8', undefined],
  ['Qwen/Qwen3-8B', undefined],
])('%s in 8 bits is %s', (id, sibling) => {
  expect(siblingInFp8(id)?.id).toBe(sibling);
});
