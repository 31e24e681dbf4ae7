import { z } from 'zod';
import type { EngineSettings } from '../../engine/engine-settings';
import { releaseTable } from '../../engine/release-table';
import { largestLoraRank } from '../../engine/setting-flags';
import { email, hostName, slug } from './identity-schema';

const oneOf = (values: readonly string[]) => z.enum(values as [string, ...string[]]);
const perPrompt = (item: string) =>
  z
    .int()
    .gte(0)
    .lte(999)
    .optional()
    .meta({ description: `${item} that one prompt may have; 0 refuses them.`, examples: [4] });
const inWeights = z
  .string()
  .regex(/^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._/-]*$/, 'a path within the folder of the weights, without ..');

const loraAdapter = z.strictObject({
  name: slug(40).meta({
    description:
      'Name of the adapter, which clients give as the model. Its files are in adapters/<name>/ of the weights.',
    examples: ['legal'],
  }),
  rank: z
    .int()
    .gte(1)
    .lte(largestLoraRank)
    .meta({ description: 'Its rank, `r` in its adapter_config.json.', examples: [16] }),
  sha256: z
    .string()
    .regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits')
    .meta({ description: 'SHA-256 of its adapter_model.safetensors.', examples: ['0'.repeat(64)] }),
  tenants: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .meta({
      description:
        'Tenants that may use the adapter, by the value of access.tenantClaim in their tokens. All others get the same answer as if the adapter did not exist. Default: every tenant.',
      examples: [['acme']],
    }),
});

const fields = {
  chat: z.boolean().default(true).meta({
    description:
      'Whether clients may chat with a generate model. A base model has no chat template, so its engine answers 400 to chat requests. With false, clients and the readiness check ask for text completions.',
  }),
  toolCallParser: oneOf(releaseTable.toolCallParsers)
    .optional()
    .meta({ description: "Parser that reads tool calls from the model's text.", examples: ['hermes'] }),
  reasoningParser: oneOf(releaseTable.reasoningParsers)
    .optional()
    .meta({ description: "Parser that separates reasoning from the answer in the model's text.", examples: ['qwen3'] }),
  chatTemplate: inWeights.optional().meta({
    description: "File in the folder of the weights that replaces the tokenizer's own chat template.",
    examples: ['chat_template.jinja'],
  }),
  loraAdapters: z
    .array(loraAdapter)
    .default([])
    .meta({ description: 'LoRA adapters beside the model; every one is in GPU memory at all times.' }),
  limitPerPrompt: z
    .strictObject({ image: perPrompt('Images'), audio: perPrompt('Audio clips'), video: perPrompt('Videos') })
    .optional()
    .meta({ description: 'Most media of one prompt; the engine reserves memory for them.' }),
  mediaDomains: z
    .array(hostName)
    .default([])
    .meta({
      description:
        'Hosts from which engines fetch media that a request names. Without any, requests must hold their media as data: URLs.',
      examples: [['images.example.com']],
    }),
  languageModelOnly: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether the encoders (towers) for images, audio and video are left out.' }),
  speculativeDecoding: z
    .strictObject({
      method: oneOf(releaseTable.speculativeMethods.filter((name) => name !== 'custom_class')).meta({
        description: 'How tokens are guessed ahead; suffix needs an image with arctic-inference.',
        examples: ['ngram'],
      }),
      tokens: z
        .int()
        .gte(1)
        .lte(32)
        .meta({ description: 'Tokens that are guessed ahead.', unit: 'tokens', examples: [3] }),
      draftFolder: inWeights.optional().meta({
        description: 'Folder in the weights that holds the draft model, for methods that have one.',
        examples: ['draft'],
      }),
    })
    .optional()
    .meta({ description: 'The engine guesses several tokens in a step and keeps those that the model confirms.' }),
  maxBatchedTokens: z
    .int()
    .gte(256)
    .lte(1_048_576)
    .optional()
    .meta({
      description: 'Tokens that the engine computes in one step. Default: the engine chooses by the GPU.',
      unit: 'tokens',
      examples: [8192],
    }),
  enforceEager: z.boolean().default(false).meta({ description: 'Whether the engine runs without CUDA graphs.' }),
  prefixCaching: z
    .boolean()
    .optional()
    .meta({
      description: 'Whether the engine caches the beginnings of prompts. Default: the engine chooses by the model.',
      examples: [true],
    }),
  attentionBackend: oneOf(releaseTable.attentionBackends)
    .optional()
    .meta({
      description: 'Attention kernels. Default: the engine chooses by GPU and model.',
      examples: ['FLASH_ATTN'],
    }),
  generationDefaults: z
    .enum(['model', 'engine'])
    .optional()
    .meta({
      description:
        "Which sampling parameters apply if a request sets none: those of the model's generation_config.json, or those of the engine.",
      examples: ['model'],
    }),
  trustRemoteCode: z
    .strictObject({
      reason: z
        .string()
        .min(1)
        .meta({ description: 'Why it is needed.', examples: ['its tokenizer is code'] }),
      owner: email.meta({
        description: 'Who has read the code and answers for it.',
        examples: ['platform@example.com'],
      }),
    })
    .optional()
    .meta({ description: 'Lets engines run Python code that the image holds for this model.' }),
};

/** Settings of the engine that keep every promise of the fleet; all else of the engine follows from the plan. */
export const engineSchema = z.strictObject(fields) satisfies z.ZodType<EngineSettings & { readonly chat: boolean }>;
