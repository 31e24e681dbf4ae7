import { describe, expect, test } from 'vitest';
import { readHuggingFaceConfig } from '../../lib/fleet/hugging-face-config';

const config = {
  num_hidden_layers: 80,
  num_attention_heads: 64,
  num_key_value_heads: 8,
  hidden_size: 8192,
  max_position_embeddings: 131072,
  vocab_size: 128256,
};

describe('a Hugging Face config.json', () => {
  test('gives the architecture, the head dimension from the hidden size', () => {
    expect(readHuggingFaceConfig(JSON.stringify(config))).toEqual({
      layers: 80,
      kvHeads: 8,
      headDimension: 128,
      contextTokens: 131072,
    });
  });

  test('a stated head dimension wins', () => {
    expect(readHuggingFaceConfig(JSON.stringify({ ...config, head_dim: 64 })).headDimension).toBe(64);
  });

  test('without KV heads every attention head has its own', () => {
    const { num_key_value_heads: _, ...multiHead } = config;
    expect(readHuggingFaceConfig(JSON.stringify(multiHead)).kvHeads).toBe(64);
  });

  test('fails naming what is not there', () => {
    expect(() => readHuggingFaceConfig('{}')).toThrow('num_hidden_layers');
  });
});
