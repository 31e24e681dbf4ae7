import { weightsMount } from './engine-command';
import type { EngineSettings, LoraAdapter } from './engine-settings';
import { releaseTable } from './release-table';

type Flags = readonly (string | number)[];

/** What each setting becomes on the command line of the engine. */
const flagsOf: {
  readonly [Name in keyof Required<EngineSettings>]: (value: NonNullable<EngineSettings[Name]>) => Flags;
} = {
  toolCallParser: (name) => ['--enable-auto-tool-choice', '--tool-call-parser', name],
  reasoningParser: (name) => ['--reasoning-parser', name],
  chatTemplate: (file) => ['--chat-template', `${weightsMount}/${file}`],
  loraAdapters: (adapters) => (adapters.length === 0 ? [] : loraFlags(adapters)),
  limitPerPrompt: (limits) => ['--limit-mm-per-prompt', JSON.stringify(limits)],
  mediaDomains: (domains) => (domains.length === 0 ? [] : ['--allowed-media-domains', ...domains]),
  languageModelOnly: (only) => (only ? ['--language-model-only'] : []),
  speculativeDecoding: ({ method, tokens, draftFolder }) => [
    '--speculative-config',
    JSON.stringify({
      method,
      num_speculative_tokens: tokens,
      ...(draftFolder === undefined ? {} : { model: `${weightsMount}/${draftFolder}` }),
    }),
  ],
  maxBatchedTokens: (tokens) => ['--max-num-batched-tokens', tokens],
  enforceEager: (eager) => (eager ? ['--enforce-eager'] : []),
  prefixCaching: (caching) => [caching ? '--enable-prefix-caching' : '--no-enable-prefix-caching'],
  attentionBackend: (backend) => ['--attention-backend', backend],
  generationDefaults: (whose) => ['--generation-config', whose === 'model' ? 'auto' : 'vllm'],
  trustRemoteCode: () => ['--trust-remote-code'],
};

/** The ranks for which the release has room; an adapter gets the next larger one. */
const ranks = (releaseTable.flags.find(({ flag }) => flag === '--max-lora-rank')?.choices ?? []).map(Number);

export const largestLoraRank = Math.max(...ranks);

export const loraFolder = (name: string): string => `adapters/${name}`;

/** Room that the engine reserves for each adapter: the largest rank of all, rounded up to one that it offers. */
export const reservedRank = (adapters: readonly LoraAdapter[]): number =>
  Math.min(...ranks.filter((rank) => rank >= Math.max(...adapters.map((adapter) => adapter.rank))));

const loraFlags = (adapters: readonly LoraAdapter[]): Flags => [
  '--enable-lora',
  '--max-loras',
  adapters.length,
  '--max-lora-rank',
  reservedRank(adapters),
  '--lora-modules',
  ...adapters.map(({ name }) => JSON.stringify({ name, path: `${weightsMount}/${loraFolder(name)}` })),
];

/** Arguments of the engine for what the fleet file says about it, in the order of {@link flagsOf}. */
export const settingFlags = (settings: EngineSettings): string[] =>
  (Object.keys(flagsOf) as (keyof EngineSettings)[])
    .filter((name) => settings[name] !== undefined)
    .flatMap((name) => (flagsOf[name] as (value: unknown) => Flags)(settings[name]))
    .map(String);
