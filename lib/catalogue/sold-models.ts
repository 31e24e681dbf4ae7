/**
 * Hugging Face ids of the models that the price tables name, without the publisher, the date of a revision and the format of
 * a checkpoint: these have one price.
 */
const namesById: Readonly<Record<string, string>> = {
  'deepseek-r1': 'DeepSeek-R1',
  'deepseek-r1-0528': 'DeepSeek-R1-0528',
  'deepseek-v3': 'DeepSeek-V3',
  'deepseek-v3-0324': 'DeepSeek-V3-0324',
  'deepseek-v3.1': 'DeepSeek-V3.1',
  'deepseek-v3.2': 'DeepSeek-V3.2',
  'deepseek-v4-flash': 'DeepSeek-V4-Flash',
  'deepseek-v4-pro': 'DeepSeek-V4-Pro',
  'devstral-2-123b-instruct-2512': 'Devstral-2-123B',
  'gemma-3-4b-it': 'Gemma-3-4B',
  'gemma-3-12b-it': 'Gemma-3-12B',
  'gemma-3-27b-it': 'Gemma-3-27B',
  'gemma-4-26b-a4b-it': 'Gemma-4-26B-A4B',
  'gemma-4-31b-it': 'Gemma-4-31B',
  'glm-4.5': 'GLM-4.5',
  'glm-4.5-air': 'GLM-4.5-Air',
  'glm-4.6': 'GLM-4.6',
  'glm-4.7': 'GLM-4.7',
  'glm-4.7-flash': 'GLM-4.7-Flash',
  'glm-5': 'GLM-5',
  'glm-5.1': 'GLM-5.1',
  'glm-5.2': 'GLM-5.2',
  'glm-5.3': 'GLM-5.3',
  'gpt-oss-20b': 'gpt-oss-20b',
  'gpt-oss-120b': 'gpt-oss-120b',
  'kimi-k2-instruct': 'Kimi-K2',
  'kimi-k2-instruct-0905': 'Kimi-K2',
  'kimi-k2-thinking': 'Kimi-K2-Thinking',
  'kimi-k2.5': 'Kimi-K2.5',
  'kimi-k2.6': 'Kimi-K2.6',
  'kimi-k3': 'Kimi-K3',
  'llama-3.1-8b-instruct': 'Llama-3.1-8B',
  'llama-3.1-70b-instruct': 'Llama-3.1-70B',
  'llama-3.1-405b-instruct': 'Llama-3.1-405B',
  'llama-3.3-70b-instruct': 'Llama-3.3-70B',
  'llama-4-scout-17b-16e-instruct': 'Llama-4-Scout',
  'llama-4-maverick-17b-128e-instruct': 'Llama-4-Maverick',
  'minimax-m2.1': 'MiniMax-M2.1',
  'minimax-m2.5': 'MiniMax-M2.5',
  'ministral-3-8b-instruct-2512': 'Ministral-3-8B',
  'ministral-3-14b-instruct-2512': 'Ministral-3-14B',
  'mistral-7b-instruct-v0.3': 'Mistral-7B-Instruct',
  'mistral-large-3-675b-instruct-2512': 'Mistral-Large-3-675B',
  'mistral-nemo-instruct-2407': 'Mistral-Nemo-12B',
  'mixtral-8x7b-instruct-v0.1': 'Mixtral-8x7B',
  'mixtral-8x22b-instruct-v0.1': 'Mixtral-8x22B',
  'nvidia-nemotron-3-nano-30b-a3b': 'Nemotron-3-Nano-30B',
  'nvidia-nemotron-3-super-120b-a12b': 'Nemotron-3-Super-120B',
  'qwen3-8b': 'Qwen3-8B',
  'qwen3-14b': 'Qwen3-14B',
  'qwen3-32b': 'Qwen3-32B',
  'qwen3-30b-a3b': 'Qwen3-30B-A3B',
  'qwen3-235b-a22b': 'Qwen3-235B-A22B',
  'qwen3-coder-30b-a3b-instruct': 'Qwen3-Coder-30B-A3B',
  'qwen3-coder-480b-a35b-instruct': 'Qwen3-Coder-480B-A35B',
  'qwen3-coder-next': 'Qwen3-Coder-Next',
  'qwen3-next-80b-a3b-instruct': 'Qwen3-Next-80B-A3B',
  'qwen3-vl-32b-instruct': 'Qwen3-VL-32B',
  'qwen3-vl-235b-a22b-instruct': 'Qwen3-VL-235B',
  'qwen3.5-27b': 'Qwen3.5-27B',
  'qwen3.5-35b-a3b': 'Qwen3.5-35B-A3B',
  'qwen3.5-397b-a17b': 'Qwen3.5-397B-A17B',
  'qwen3.6-35b-a3b': 'Qwen3.6-35B-A3B',
};

const format = /-(fp8|nvfp4|mxfp4|bf16|awq|gptq|int4|int8)(-dynamic)?$/;

/** The name under which the price tables list a model; undefined where they have none. */
export function soldModelName(id: string): string | undefined {
  const own = (id.split('/').at(-1) ?? id)
    .toLowerCase()
    .replace(format, '')
    .replace(/^meta-llama/, 'llama');
  return Object.hasOwn(namesById, own) ? namesById[own] : undefined;
}
