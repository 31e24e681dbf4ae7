import { describe, expect, test } from 'vitest';
import { unpinnedAdapters } from '../../../lib/artifacts/against-plan/adapter-differences';
import { planDifferences } from '../../../lib/artifacts/against-plan/plan-differences';
import type { FoundFile } from '../../../lib/artifacts/weights-findings';
import { publishedModel } from '../../../lib/catalogue/known-models';
import type { Fleet } from '../../../lib/fleet/fleet';
import { chatFleetText, edit, load } from '../../support/fleets';
import { readText } from '../../support/project-root';

const qwen = 'Qwen/Qwen2.5-VL-7B-Instruct';
/** Its published safetensors files: 16.58 × 10⁹ bytes. */
const qwenBytes = 16.58e9;

const fleetOf = (text: string): Fleet => {
  const { fleet, findings } = load(text);
  expect(fleet, JSON.stringify(findings)).toBeDefined();
  return fleet as Fleet;
};

/** A file of tensors of which only the header matters. */
const tensors = (path: string, dtype: string, bytes: number): FoundFile => ({
  path,
  sizeBytes: bytes,
  header: { length: 100, text: JSON.stringify({ t: { dtype, shape: [1], data_offsets: [0, bytes] } }) },
});
const text = (path: string, content: object | string): FoundFile => ({
  path,
  sizeBytes: 1,
  text: typeof content === 'string' ? content : JSON.stringify(content),
});

const pushed: readonly FoundFile[] = [
  text('config.json', publishedModel(qwen)?.config ?? {}),
  tensors('model-00001-of-00002.safetensors', 'BF16', qwenBytes / 2),
  tensors('model-00002-of-00002.safetensors', 'BF16', qwenBytes / 2),
  text('tokenizer_config.json', { chat_template: '{{ messages }}' }),
  text('generation_config.json', { temperature: 0.1 }),
  { path: 'tokenizer.json', sizeBytes: 1 },
];

const said = (fleetText: string, files: readonly FoundFile[], longestTokens = 0): string[] => {
  const { models, workloads } = fleetOf(fleetText);
  const [model] = models;
  return model === undefined
    ? []
    : planDifferences('w', { model, workloads, folder: { files, odd: [] }, longestTokens }).map(
        ({ path, message }) => `${path} ${message}`,
      );
};

const vision = readText('fleets/vision.yaml');
const without = (path: string): readonly FoundFile[] => pushed.filter((file) => file.path !== path);
const withFile = (file: FoundFile): readonly FoundFile[] => [...without(file.path), file];
const withSetting = (setting: string): string => edit(vision, '    engine:\n', `    engine:\n      ${setting}\n`);

test('what was planned may be pushed', () => {
  expect(said(vision, pushed)).toEqual([]);
});

test('the same weights in a second form, an adapter and a draft beside them do not count', () => {
  const more = [
    tensors('consolidated.safetensors', 'BF16', qwenBytes),
    tensors('draft/model.safetensors', 'F32', qwenBytes),
  ];

  expect(said(vision, [...pushed, ...more])).toEqual([]);
});

describe('the push fails', () => {
  const smaller = publishedModel('Qwen/Qwen2.5-VL-3B-Instruct')?.config ?? {};

  test.each<[string, string, readonly FoundFile[], readonly RegExp[]]>([
    [
      'with the config of another size of the same family',
      vision,
      withFile(text('config.json', smaller)),
      [
        /^w\/config\.json .*the size of a hidden state differs, got 2048, expected 3584;/,
        /the size of the vocabulary differs, got 151936, expected 152064/,
        /the number of query heads differs/,
        /what layers keep of a sequence differs/,
        /layers differs, got 36, expected 28/,
        /kvHeads differs, got 2, expected 4/,
        /parametersBillion differs/,
      ],
    ],
    [
      'with an architecture that is not known',
      chatFleetText(),
      withFile(text('config.json', { model_type: 'never_seen' })),
      [
        /^w\/config\.json model_type is an architecture that this project does not know/,
        /holds most of its weights/,
        /holds tensors/,
      ],
    ],
    ['with a config that is no JSON', vision, withFile(text('config.json', '{')), [/^w\/config\.json is not JSON/]],
    [
      'with tensors of another type',
      vision,
      pushed.map((file) => ({ ...file, ...(file.header && tensors(file.path, 'F8_E4M3', file.sizeBytes)) })),
      [
        /^w holds most of its weights in another format than the plan, which has bf16, got "F8_E4M3", expected BF16 or F16 or F32/,
      ],
    ],
    [
      'with half of the tensors',
      vision,
      without('model-00002-of-00002.safetensors'),
      [
        /^w holds tensors of another size than the plan reckons with, got "8\.29 GB", expected 16\.58 GB, within 5 of 100/,
      ],
    ],
    [
      'without a tokenizer',
      vision,
      without('tokenizer.json'),
      [/^w\/tokenizer\.json is missing, and so is every other form/],
    ],
    [
      'without a chat template where clients chat',
      vision,
      without('tokenizer_config.json'),
      [/^w\/chat_template\.jinja is missing, so that the engine answers 400 to every chat/],
    ],
    [
      'without the template that the fleet file names',
      withSetting('chatTemplate: own.jinja'),
      pushed,
      [/^w\/own\.jinja is missing, and engine\.chatTemplate of the model names it/],
    ],
    [
      'without the generation defaults that the fleet file asks for',
      withSetting('generationDefaults: model'),
      without('generation_config.json'),
      [/^w\/generation_config\.json is missing/],
    ],
    [
      'with generation defaults that cut answers',
      vision,
      withFile(text('generation_config.json', { max_new_tokens: 512 })),
      [
        /^w\/generation_config\.json lets the engine end every answer earlier than the plan: max_new_tokens, got 512, expected at least 1024/,
      ],
    ],
  ])('%s', (_what, fleet, files, expected) => {
    const findings = said(fleet, files);

    expect(findings).toHaveLength(expected.length);
    findings.forEach((finding, index) => {
      expect(finding).toMatch(expected[index] as RegExp);
    });
  });

  test.each([
    ['a base model, of which no client asks a chat', 'chat: false', without('tokenizer_config.json')],
    [
      'defaults of the engine, which cut nothing',
      'generationDefaults: engine',
      withFile(text('generation_config.json', { max_new_tokens: 512 })),
    ],
  ])('not with %s', (_what, setting, files) => {
    expect(said(withSetting(setting), files)).toEqual([]);
  });
});

describe('adapters', () => {
  const sha256 = 'a'.repeat(64);
  const fleet = withSetting(`loraAdapters: [{ name: legal, rank: 16, sha256: ${sha256} }]`);
  const adapter = (r: number): readonly FoundFile[] => [
    text('adapters/legal/adapter_config.json', { r }),
    tensors('adapters/legal/adapter_model.safetensors', 'BF16', 1000),
  ];

  test('have the rank and the files that the fleet file says', () => {
    expect(said(fleet, [...pushed, ...adapter(16)])).toEqual([]);
    expect(said(fleet, [...pushed, ...adapter(32)])).toEqual([
      expect.stringMatching(/^w\/adapters\/legal\/adapter_config\.json has another rank .*, got 32, expected 16/),
    ]);
    expect(said(fleet, pushed)).toHaveLength(2);
  });

  test('are those that it pins', () => {
    const [model] = fleetOf(fleet).models;

    expect(model && unpinnedAdapters(model, () => sha256)).toEqual([]);
    expect(model && unpinnedAdapters(model, () => 'b'.repeat(64))).toMatchObject([
      { path: 'adapters/legal/adapter_model.safetensors', expected: sha256 },
    ]);
  });
});

describe('a fleet file that states the sizes of its model', () => {
  /** The case of a Qwen 2 checkpoint that was pushed as an fp8 Llama. */
  const other = { model_type: 'qwen2', num_hidden_layers: 28, num_attention_heads: 28, num_key_value_heads: 4 };
  const files = withFile(
    text('config.json', { ...other, hidden_size: 3584, max_position_embeddings: 32768, torch_dtype: 'bfloat16' }),
  );

  test('is held against the config and the tensors', () => {
    const findings = said(chatFleetText(), files).join('\n');

    for (const field of ['precision', 'layers', 'kvHeads', 'parametersBillion', 'contextTokens']) {
      expect(findings).toMatch(new RegExp(`${field} differs`));
    }
    expect(findings).toContain('holds most of its weights in another format than the plan, which has fp8, got "BF16"');
    expect(findings).toContain('holds tensors of another size than the plan reckons with');
  });
});

describe('the own configuration of Mistral', () => {
  const id = 'mistralai/Mistral-7B-Instruct-v0.3';
  const [before] = chatFleetText().split('models:\n');
  const [, access] = chatFleetText().split('\naccess:');
  const fleet = `${before?.replace('model: llama-70b', 'model: mistral')}models:
  - { name: mistral, model: ${id}, tensorParallel: 1, instanceTypes: [p5.48xlarge] }
access:${access}`;
  /** As published beside the weights, and the sizes of the first release, whose vocabulary is smaller. */
  const params = { dim: 4096, n_layers: 32, head_dim: 128, n_heads: 32, n_kv_heads: 8, vocab_size: 32768 };
  const first = { ...params, vocab_size: 32000 };
  const files = [
    text('config.json', publishedModel(id)?.config ?? {}),
    tensors('consolidated.safetensors', 'BF16', 14.5e9),
    { path: 'tekken.json', sizeBytes: 1 },
  ];
  const config = (content: object | string) => [...files, text('params.json', content)];

  test('has the sizes of the plan', () => {
    expect(said(fleet, config(params))).toEqual([]);
  });

  test.each<[string, object | string, readonly RegExp[]]>([
    [
      'another vocabulary',
      first,
      [/^w\/params\.json .*vocab_size differs, got 32000, expected 32768;.*before config\.json/],
    ],
    [
      'the sizes of another model',
      { dim: 5120, n_layers: 40, n_heads: 32, vocab_size: 131072 },
      [/dim differs, got 5120/, /n_layers differs, got 40/, /n_kv_heads differs, got 32, expected 8/, /vocab_size/],
    ],
    ['no sizes', {}, [/dim differs, got nothing, expected 4096/, /n_layers/, /n_heads/, /n_kv_heads/, /vocab_size/]],
    ['no JSON', '{', [/^w\/params\.json is no JSON object/]],
  ])('is refused with %s', (_what, content, expected) => {
    const findings = said(fleet, config(content));

    expect(findings).toHaveLength(expected.length);
    findings.forEach((finding, index) => {
      expect(finding).toMatch(expected[index] as RegExp);
    });
  });

  test('counts where there is no config.json', () => {
    expect(said(fleet, config(first).slice(1))).toEqual([expect.stringContaining('vocab_size differs')]);
  });

  test('is held against what a fleet file states', () => {
    expect(said(chatFleetText(), config({ ...params, n_layers: 80 }))).not.toContainEqual(
      expect.stringContaining('params.json'),
    );
    expect(said(chatFleetText(), config(params))).toContainEqual(
      expect.stringMatching(/params\.json .*n_layers differs, got 32, expected 80/),
    );
  });
});

describe('the length of Sentence Transformers', () => {
  const length = (content: object | string, name = 'sentence_bert_config.json') =>
    said(vision, withFile(text(name, content)), 512);

  test('may be that of the plan, longer, or left to config.json', () => {
    expect(length({ max_seq_length: 512 })).toEqual([]);
    expect(length({ max_seq_length: 8192 })).toEqual([]);
    expect(length({ do_lower_case: false })).toEqual([]);
  });

  test.each<[string, object | string, RegExp]>([
    ['shorter', { max_seq_length: 511 }, /so that it ends at start: max_seq_length, got 511, expected at least 512/],
    ['no number', { max_seq_length: null }, /max_seq_length, got null/],
    ['no JSON', '[', /is no JSON object/],
  ])('is refused where it is %s', (_what, content, says) => {
    expect(length(content)).toEqual([expect.stringMatching(says)]);
    expect(length(content, 'sentence_xlm-roberta_config.json')).toEqual([expect.stringMatching(says)]);
  });
});
