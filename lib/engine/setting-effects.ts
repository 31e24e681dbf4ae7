import type { EngineSettings } from './engine-settings';

/**
 * What a setting means for the plan. `memory`: what it adds to (or frees from) each GPU beside weights and KV cache.
 * `throughput`: the phase of the engine whose speed it changes. The plan computes what it can and marks the rest.
 */
export interface SettingEffect {
  readonly memory: 'none' | 'adapters' | 'draft' | 'activations' | 'towers' | 'graphs' | 'unknown';
  readonly throughput: 'none' | 'prefill' | 'decode' | 'both';
  readonly note: string;
}

export const settingEffects: Readonly<Record<keyof EngineSettings, SettingEffect>> = {
  toolCallParser: { memory: 'none', throughput: 'none', note: 'it reads the text that the model has written' },
  reasoningParser: { memory: 'none', throughput: 'none', note: 'it reads the text that the model has written' },
  chatTemplate: { memory: 'none', throughput: 'none', note: 'a longer template makes every prompt longer' },
  loraAdapters: {
    memory: 'adapters',
    throughput: 'both',
    note: 'the engine reserves room of the largest rank for each adapter, and every layer computes one more product',
  },
  limitPerPrompt: {
    memory: 'towers',
    throughput: 'prefill',
    note: 'the engine reserves activations of the towers for as many items as one prompt may have',
  },
  mediaDomains: { memory: 'none', throughput: 'prefill', note: 'the engine fetches media while the request waits' },
  languageModelOnly: {
    memory: 'towers',
    throughput: 'none',
    note: 'the towers are not loaded, which frees their bytes',
  },
  speculativeDecoding: {
    memory: 'draft',
    throughput: 'decode',
    note: 'the draft model has weights and a KV cache of its own; the gain depends on how often its guesses are right',
  },
  maxBatchedTokens: {
    memory: 'activations',
    throughput: 'both',
    note: 'the peak of activations grows with the budget; a larger one speeds prefill and delays tokens of others',
  },
  enforceEager: {
    memory: 'graphs',
    throughput: 'decode',
    note: 'CUDA graphs are not captured: their memory is free and every step is slower',
  },
  prefixCaching: {
    memory: 'none',
    throughput: 'prefill',
    note: 'repeated beginnings of prompts are not computed again',
  },
  attentionBackend: {
    memory: 'unknown',
    throughput: 'both',
    note: 'kernels differ in speed and in the formats they take',
  },
  generationDefaults: { memory: 'none', throughput: 'none', note: 'sampling parameters of requests that set none' },
  trustRemoteCode: { memory: 'unknown', throughput: 'both', note: 'code that is not of vLLM may do anything' },
};
