import { z } from 'zod';
import { parseJson } from '../loopback/body';

const part = z.union([z.string(), z.looseObject({ text: z.string().optional() })]);
const content = z.union([z.string(), z.array(part), z.null()]);

/** What the engine reads of a request; the rest is taken and has no effect. */
const common = {
  model: z.string().optional(),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).nullish(),
  n: z.literal(1).nullish(),
  ignore_eos: z.boolean().nullish(),
  max_tokens: z.number().int().positive().nullish(),
  max_completion_tokens: z.number().int().positive().nullish(),
};
const schemas = {
  chat: z.looseObject({ ...common, messages: z.array(z.looseObject({ role: z.string(), content })).min(1) }),
  text: z.looseObject({ ...common, prompt: z.union([z.string(), z.array(z.string()).length(1)]) }),
};

export type PromptKind = keyof typeof schemas;

export interface Prompt {
  readonly kind: PromptKind;
  readonly model: string | undefined;
  readonly text: string;
  readonly tokens: number;
  readonly stream: boolean;
  readonly includeUsage: boolean;
  readonly maxTokens: number | undefined;
  /** Goes on to `maxTokens`, however long an answer is otherwise. */
  readonly ignoreEndOfAnswer: boolean;
}

/** Rough, as no tokenizer is here. */
const charactersPerToken = 4;

export const tokensOf = (text: string): number => Math.max(1, Math.ceil(text.length / charactersPerToken));

/** vLLM's own default for completions that set no limit. */
const completionTokens = 16;

const textOf = (value: z.infer<typeof content>): string =>
  [value ?? '']
    .flat()
    .map((each) => (typeof each === 'string' ? each : (each.text ?? '')))
    .join(' ');

/** The prompt, or what is wrong with it. */
export function readPrompt(kind: PromptKind, body: string): Prompt | string {
  const parsed = schemas[kind].safeParse(parseJson(body));
  if (!parsed.success) {
    return z.prettifyError(parsed.error);
  }
  const { data } = parsed;
  const text =
    'messages' in data
      ? (data.messages as { content: z.infer<typeof content> }[]).map((message) => textOf(message.content)).join('\n')
      : [data.prompt].flat().join(' ');
  return {
    kind,
    model: data.model,
    text,
    tokens: tokensOf(text),
    stream: data.stream ?? false,
    includeUsage: data.stream_options?.include_usage ?? false,
    maxTokens: data.max_completion_tokens ?? data.max_tokens ?? (kind === 'text' ? completionTokens : undefined),
    ignoreEndOfAnswer: data.ignore_eos ?? false,
  };
}
