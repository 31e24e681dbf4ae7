import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A safetensors file with one tensor of so many bytes. */
export function safetensors(bytes: number): Buffer {
  const header = Buffer.from(
    JSON.stringify({
      __metadata__: { format: 'pt' },
      'model.weight': { dtype: 'U8', shape: [bytes], data_offsets: [0, bytes] },
    }),
  );
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(BigInt(header.length));
  return Buffer.concat([length, header, randomBytes(bytes)]);
}

/** Weights as a hub gives them: split in two, with an index, configuration, tokenizer and licence. */
export function weightsFolder(folder: string, firstBytes: number): string {
  mkdirSync(join(folder, '.cache'), { recursive: true });
  const names = ['model-00001-of-00002.safetensors', 'model-00002-of-00002.safetensors'] as const;
  const files: Record<string, string | Buffer> = {
    'config.json': '{"model_type":"llama"}',
    'tokenizer.json': '{}',
    'chat_template.jinja': '{{ messages }}',
    LICENSE: 'a licence',
    '.cache/download.lock': 'not part of it',
    [names[0]]: safetensors(firstBytes),
    [names[1]]: safetensors(1000),
    'model.safetensors.index.json': JSON.stringify({ weight_map: { a: names[0], b: names[0], c: names[1] } }),
  };
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), content);
  }
  return folder;
}
