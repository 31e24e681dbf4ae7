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
    description: 'Clients ask for it as their model. Its files lie in adapters/<name>/ of the weights.',
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
        'Tenants that may use it, as access.tenantClaim names them in their tokens; all others are answered as if it did not exist. Without it every tenant may.',
      examples: [['acme']],
    }),
});

const fields = {
  chat: z.boolean().default(true).meta({
    description:
      'Whether clients may chat with a generate model. A base model has no chat template and answers 400 to chat: with false it completes text, and readiness asks for that.',
  }),
  toolCallParser: oneOf(releaseTable.toolCallParsers)
    .optional()
    .meta({ description: "How calls of tools are read from the model's text.", examples: ['hermes'] }),
  reasoningParser: oneOf(releaseTable.reasoningParsers)
    .optional()
    .meta({ description: "How reasoning is told from the answer in the model's text.", examples: ['qwen3'] }),
  chatTemplate: inWeights.optional().meta({
    description: "File of the weights that replaces the tokenizer's own chat template.",
    examples: ['chat_template.jinja'],
  }),
  loraAdapters: z
    .array(loraAdapter)
    .default([])
    .meta({ description: 'LoRA adapters beside the model; every one is in GPU memory at all times.' }),
  limitPerPrompt: z
    .strictObject({ image: perPrompt('Images'), audio: perPrompt('Audio clips'), video: perPrompt('Videos') })
    .optional()
    .meta({ description: 'Media of one prompt; the engine reserves memory for as many.' }),
  mediaDomains: z
    .array(hostName)
    .default([])
    .meta({
      description:
        'Hosts from which engines fetch media that a request names. Without any, media come in the request itself, as data: URLs.',
      examples: [['images.example.com']],
    }),
  languageModelOnly: z
    .boolean()
    .default(false)
    .meta({ description: 'Whether the towers for images, audio and video are left out.' }),
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
        description: 'Folder of the weights with the draft model, for methods that have one.',
        examples: ['draft'],
      }),
    })
    .optional()
    .meta({ description: 'Guesses several tokens in a step and keeps those that the model confirms.' }),
  maxBatchedTokens: z
    .int()
    .gte(256)
    .lte(1_048_576)
    .optional()
    .meta({
      description: 'Tokens that the engine computes in one step. Without it the engine decides by the GPU.',
      unit: 'tokens',
      examples: [8192],
    }),
  enforceEager: z.boolean().default(false).meta({ description: 'Whether the engine runs without CUDA graphs.' }),
  prefixCaching: z
    .boolean()
    .optional()
    .meta({
      description: 'Whether beginnings of prompts are kept; without it the engine decides by the model.',
      examples: [true],
    }),
  attentionBackend: oneOf(releaseTable.attentionBackends)
    .optional()
    .meta({
      description: 'Kernels of attention; without it the engine decides by GPU and model.',
      examples: ['FLASH_ATTN'],
    }),
  generationDefaults: z
    .enum(['model', 'engine'])
    .optional()
    .meta({
      description:
        "Whose sampling parameters hold where a request sets none: the model's generation_config.json, or the engine's.",
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
