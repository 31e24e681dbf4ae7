import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A safetensors file with one tensor of so many bytes. */
export function safetensors(bytes: number): Buffer {
  const header = Buffer.from(
    JSON.stringify({
      __metadata__: { format: 'pt' },
      'model.weight': { dtype: 'BF16', shape: [bytes / 2], data_offsets: [0, bytes] },
    }),
  );
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, randomBytes(bytes)]);
}

const hidden = 64;
const layers = 2;
const intermediate = 128;

/** The config of a Llama of two layers, whose table of the vocabulary has so many bytes. */
export const smallConfig = (tableBytes: number): object => ({
  architectures: ['LlamaForCausalLM'],
  model_type: 'llama',
  hidden_size: hidden,
  intermediate_size: intermediate,
  num_hidden_layers: layers,
  num_attention_heads: 8,
  num_key_value_heads: 8,
  head_dim: 8,
  vocab_size: tableBytes / (2 * hidden),
  max_position_embeddings: 131_072,
  tie_word_embeddings: true,
  attention_bias: false,
  mlp_bias: false,
  torch_dtype: 'bfloat16',
});

/** A layer has four matrices of attention, three of its MLP and two norms; one norm comes after all of them. */
const restBytes = 2 * (layers * (4 * hidden ** 2 + 3 * hidden * intermediate + 2 * hidden) + hidden);

/** Lets every model of the fleet file of a folder be that of {@link weightsFolder}, by the `config.json` beside it. */
export function useSmallModel(folder: string, config: string): void {
  const path = join(folder, 'fleet.yaml');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replaceAll(/parametersBillion: [\s\S]*?contextTokens: \d+/g, `config: ${config}`));
}

/** Weights as a hub gives them: split in two, with an index, configuration, tokenizer and licence. */
export function weightsFolder(folder: string, firstBytes: number): string {
  mkdirSync(join(folder, '.cache'), { recursive: true });
  const names = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'] as const;
  const files: Record<string, string | Buffer> = {
    'config.json': JSON.stringify(smallConfig(firstBytes)),
    'tokenizer.json': '{}',
    'chat_template.jinja': '{{ messages }}',
    LICENSE: 'a licence',
    '.cache/download.lock': 'not part of it',
    [names[0]]: safetensors(firstBytes),
    [names[1]]: safetensors(restBytes),
    'model.safetensors.index.json': JSON.stringify({ weight_map: { a: names[0], b: names[0], c: names[1] } }),
  };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), content);
  }
  return folder;
}
