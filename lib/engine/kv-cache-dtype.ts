/**
 * What a planned format of the KV cache is called by `--kv-cache-dtype`. The engine's own default, `auto`, follows the
 * checkpoint: one that carries scales for an fp8 cache would start with half the bytes that were planned.
 *
 * @see https://github.com/vllm-project/vllm/blob/v0.33.0/vllm/utils/torch_utils.py line 498
 */
const names: Readonly<Record<string, string>> = { bf16: 'bfloat16', fp16: 'float16', fp8: 'fp8', fp4: 'nvfp4' };

/** @throws Error where no format of the engine is known for it */
export function kvCacheDtype(precision: string): string {
  const name = names[precision];
  if (name === undefined) {
    throw new Error(`kvPrecision: is not known, got ${precision}, expected one of ${Object.keys(names).join(', ')}`);
  }
  return name;
}
