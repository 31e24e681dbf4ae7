import { expect, test } from 'vitest';
import type { EngineSettings } from '../../lib/engine/engine-settings';
import { flagFaults } from '../../lib/engine/flag-faults';
import { settingEffects } from '../../lib/engine/setting-effects';
import { settingFlags } from '../../lib/engine/setting-flags';

/** Hand-made: each setting, and its flags as the sources of vLLM 0.33.0 declare them. */
const cases: { readonly [Name in keyof Required<EngineSettings>]: readonly [EngineSettings[Name], string] } = {
  toolCallParser: ['hermes', '--enable-auto-tool-choice --tool-call-parser hermes'],
  reasoningParser: ['qwen3', '--reasoning-parser qwen3'],
  chatTemplate: ['chat_template.jinja', '--chat-template /weights/chat_template.jinja'],
  loraAdapters: [
    [
      { name: 'legal', rank: 16, sha256: 'a'.repeat(64) },
      { name: 'medical', rank: 20, sha256: 'b'.repeat(64) },
    ],
    '--enable-lora --max-loras 2 --max-lora-rank 32 --lora-modules {"name":"legal","path":"/weights/adapters/legal"} {"name":"medical","path":"/weights/adapters/medical"}',
  ],
  limitPerPrompt: [{ image: 4, video: 0 }, '--limit-mm-per-prompt {"image":4,"video":0}'],
  mediaDomains: [
    ['images.example.com', 'cdn.example.com'],
    '--allowed-media-domains images.example.com cdn.example.com',
  ],
  languageModelOnly: [true, '--language-model-only'],
  speculativeDecoding: [
    { method: 'eagle3', tokens: 3, draftFolder: 'draft' },
    '--speculative-config {"method":"eagle3","num_speculative_tokens":3,"model":"/weights/draft"}',
  ],
  maxBatchedTokens: [8192, '--max-num-batched-tokens 8192'],
  enforceEager: [true, '--enforce-eager'],
  prefixCaching: [false, '--no-enable-prefix-caching'],
  attentionBackend: ['FLASH_ATTN', '--attention-backend FLASH_ATTN'],
  generationDefaults: ['engine', '--generation-config vllm'],
  trustRemoteCode: [{ reason: 'no other way', owner: 'a@example.com' }, '--trust-remote-code'],
};

test.each(Object.entries(cases))('%s becomes its flags, and the release takes them', (name, [value, expected]) => {
  const flags = settingFlags({ [name]: value });

  expect(flags.join(' ')).toBe(expected);
  expect(flagFaults(flags)).toEqual([]);
});

test.each([[{}], [{ languageModelOnly: false, enforceEager: false, loraAdapters: [], mediaDomains: [] }]])(
  '%j is no flag at all',
  (settings) => {
    expect(settingFlags(settings)).toEqual([]);
  },
);

test('each setting says what it means for memory and throughput', () => {
  expect(Object.keys(settingEffects).sort()).toEqual(Object.keys(cases).sort());
});
