import { describe, expect, test } from 'vitest';
import { nameFault } from '../../lib/artifacts/weights-names';

describe('names', () => {
  test.each([
    'config.json',
    'model-00001-of-00030.safetensors',
    'tokenizer.model',
    'chat_template.jinja',
    'LICENSE',
    'README.md',
    'original/params.json',
  ])('%s is pushed', (path) => {
    expect(nameFault(path)).toBeUndefined();
  });

  test.each([
    ['pytorch_model.bin', 'pickle'],
    ['consolidated.00.pth', 'pickle'],
    ['model.pt', 'pickle'],
    ['optimizer.PKL', 'pickle'],
    ['modeling_custom.py', 'no code of a model runs'],
    ['lib/kernel.so', 'no code of a model runs'],
    ['model.gguf', 'nothing that an engine reads'],
    ['weights.safetensors.zip', 'nothing that an engine reads'],
    ['manifest.json', 'name of the manifest'],
    ['a b.json', 'not the same everywhere'],
    ['a\n.json', 'not the same everywhere'],
  ])('fails on %j: %s', (path, says) => {
    expect(nameFault(path)).toContain(says);
  });
});
