import { jsonObject } from '../../contract/json-object';
import { type Difference, has, type PlannedWeights, textOf } from './planned-model';

/** Files of which an engine needs one, or the two of a pair. */
const tokenizers: readonly (readonly string[])[] = [
  ['tokenizer.json'],
  ['tokenizer.model'],
  ['tekken.json'],
  ['spiece.model'],
  ['sentencepiece.bpe.model'],
  ['tiktoken.model'],
  ['vocab.json', 'merges.txt'],
  ['vocab.txt'],
];

/** Where texts would not become tokens, chats would not become prompts, or answers would be cut. */
export const textDifferences = (weights: PlannedWeights): Difference[] => [
  ...tokenizer(weights),
  ...chatTemplate(weights),
  ...generationDefaults(weights),
];

function tokenizer({ folder }: PlannedWeights): Difference[] {
  const there = tokenizers.some((files) => files.every((file) => has(folder, file)));
  return there
    ? []
    : [
        {
          path: 'tokenizer.json',
          problem: 'is missing, and so is every other form of a tokenizer, without which no engine starts',
          got: 'no such file',
          expected: tokenizers.map((files) => files.join(' with ')).join(', '),
          fix: "download the tokenizer of the model's repository",
        },
      ];
}

/** The engine answers 400 to every chat where there is none. */
function chatTemplate({ model, folder }: PlannedWeights): Difference[] {
  const { chat, chatTemplate: named } = model.engine;
  if (named !== undefined) {
    return has(folder, named)
      ? []
      : [
          {
            path: named,
            problem: 'is missing, and engine.chatTemplate of the model names it',
            got: 'no such file',
            expected: 'the chat template',
            fix: 'put it into the folder, or leave engine.chatTemplate out',
          },
        ];
  }
  const there =
    has(folder, 'chat_template.jinja') ||
    has(folder, 'chat_template.json') ||
    // The tokenizer of Mistral holds the form of a chat.
    has(folder, 'tekken.json') ||
    jsonObject(textOf(folder, 'tokenizer_config.json') ?? '')?.chat_template !== undefined;
  return model.task !== 'generate' || !chat || there
    ? []
    : [
        {
          path: 'chat_template.jinja',
          problem: 'is missing, so that the engine answers 400 to every chat and no instance becomes ready',
          got: 'no chat template in chat_template.jinja, chat_template.json or tokenizer_config.json',
          expected: 'the chat template of an instruct model',
          fix: 'take the instruct model, name a template in engine.chatTemplate, or set engine.chat: false for a base model',
        },
      ];
}

/** The engine takes `max_new_tokens` for the most that any request may ask for. @see vllm 0.33.0 config/model.py get_diff_sampling_param */
function generationDefaults({ model, workloads, folder }: PlannedWeights): Difference[] {
  const path = 'generation_config.json';
  const text = textOf(folder, path);
  const source = model.engine.generationDefaults;
  if (text === undefined) {
    return source === 'model'
      ? [
          {
            path,
            problem: 'is missing, and engine.generationDefaults takes the defaults from it',
            got: 'no such file',
            expected: "the model's own sampling parameters",
            fix: 'download it, or set engine.generationDefaults: engine',
          },
        ]
      : [];
  }
  const most = jsonObject(text)?.max_new_tokens;
  const longest = Math.max(0, ...workloads.map(({ maxOutputTokens }) => maxOutputTokens));
  return model.task !== 'generate' || source === 'engine' || typeof most !== 'number' || most >= longest
    ? []
    : [
        {
          path,
          problem: 'lets the engine end every answer earlier than the plan: max_new_tokens',
          got: most,
          expected: `at least ${longest}, the longest maxOutputTokens of its workloads`,
          fix: 'set engine.generationDefaults: engine, or take max_new_tokens out of the file',
        },
      ];
}
