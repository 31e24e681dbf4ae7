import { describe, expect, test } from 'vitest';
import { flagFaults } from '../../../lib/engine/flag-faults';
import { settingFlags } from '../../../lib/engine/setting-flags';
import { engineSchema } from '../../../lib/fleet/schema/engine-schema';

describe('the engine of a model', () => {
  test('has no flag of its own unless the fleet file says something', () => {
    const { chat, ...settings } = engineSchema.parse({});

    expect(chat).toBe(true);
    expect(settingFlags(settings)).toEqual([]);
  });

  test('takes what the release takes', () => {
    const { chat: _chat, ...settings } = engineSchema.parse({
      toolCallParser: 'hermes',
      reasoningParser: 'qwen3',
      loraAdapters: [{ name: 'legal', rank: 512, sha256: 'a'.repeat(64) }],
      limitPerPrompt: { image: 4 },
      speculativeDecoding: { method: 'ngram', tokens: 3 },
    });

    expect(flagFaults(settingFlags(settings))).toEqual([]);
  });

  test.each([
    [{ toolCallParser: 'herms' }],
    [{ reasoningParser: 'thoughts' }],
    [{ speculativeDecoding: { method: 'custom_class', tokens: 3 } }],
    [{ loraAdapters: [{ name: 'legal', rank: 513, sha256: 'a'.repeat(64) }] }],
    [{ loraAdapters: [{ name: 'legal', rank: 8 }] }],
    [{ chatTemplate: '../secret' }],
    [{ chatTemplate: '/etc/passwd' }],
    [{ trustRemoteCode: true }],
    [{ trustRemoteCode: { reason: '', owner: 'a@example.com' } }],
    [{ attentionBackend: 'FLASHEST' }],
    [{ host: '0.0.0.0' }],
  ])('refuses %j', (settings) => {
    expect(engineSchema.safeParse(settings).success).toBe(false);
  });
});
