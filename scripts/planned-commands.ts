/** Prints the arguments with which the fleet would start the engine of each known model, as JSON: part of npm run verify:engine */
import { knownArchitecture } from '../lib/architecture/known-architecture';
import { publishedModels } from '../lib/catalogue/known-models';
import type { CellParameters } from '../lib/contract/cell-parameters';
import { engineFlags } from '../lib/engine/engine-flags';
import type { EngineSettings } from '../lib/engine/engine-settings';
import { settingFlags } from '../lib/engine/setting-flags';

export interface PlannedCommand {
  /** Id of the model, or what is set beside it. */
  readonly of: string;
  readonly arguments: readonly string[];
}

/** What differs from model to model, and a load that any of them takes. */
const cell: Omit<CellParameters, 'weights' | 'task' | 'maxModelLengthTokens' | 'tensorParallel'> = {
  fleet: 'fleet',
  model: 'model',
  weightsManifest: `sha256:${'0'.repeat(64)}`,
  guardImageDigest: `sha256:${'0'.repeat(64)}`,
  engineImageDigest: `sha256:${'0'.repeat(64)}`,
  replicasPerInstance: 1,
  maxConcurrentRequestsPerReplica: 64,
  gpuMemoryUtilizationRatio: 0.9,
  kvPrecision: 'bf16',
  parallelLoading: false,
  compileCache: false,
  launchLimitSeconds: 1800,
  drainLimitSeconds: 60,
  spotDrainLimitSeconds: 60,
  spotNoticeLimitSeconds: 110,
  cacheSaltSecretName: 'fleet/cache-salt',
  tenantClaim: 'sub',
  targetGroupArns: [],
};

/** Every setting that a fleet file may name, apart from a chat template, which must exist where it is read. */
const settings: Omit<Required<EngineSettings>, 'chatTemplate'> = {
  toolCallParser: 'hermes',
  reasoningParser: 'qwen3',
  loraAdapters: [{ name: 'legal', rank: 20, sha256: 'a'.repeat(64) }],
  limitPerPrompt: { image: 4, video: 0 },
  mediaDomains: ['images.example.com'],
  languageModelOnly: true,
  speculativeDecoding: { method: 'eagle3', tokens: 3, draftFolder: 'draft' },
  maxBatchedTokens: 8192,
  enforceEager: true,
  prefixCaching: false,
  attentionBackend: 'FLASH_ATTN',
  generationDefaults: 'engine',
  trustRemoteCode: { reason: 'its own code', owner: 'platform@example.com' },
};

const longestPlanned = 8192;

export function plannedCommands(): PlannedCommand[] {
  const models = publishedModels.flatMap((model) => {
    const { architecture } = knownArchitecture(model);
    return architecture === undefined ? [] : [{ id: model.id, architecture }];
  });
  const commands = models.map(({ id, architecture: { task, context, attentionHeads } }) => ({
    of: id,
    arguments: engineFlags({
      ...cell,
      weights: id,
      task,
      maxModelLengthTokens: Math.min(longestPlanned, context.longestTokens),
      tensorParallel: attentionHeads % 8 === 0 ? 8 : 1,
    }),
  }));
  const any: CellParameters = {
    ...cell,
    weights: 'any/model',
    task: 'generate',
    maxModelLengthTokens: longestPlanned,
    tensorParallel: 2,
  };
  const variants: Readonly<Record<string, CellParameters>> = {
    'a cache in fp8': { ...any, kvPrecision: 'fp8' },
    'a GPU without bf16': { ...any, kvPrecision: 'fp16' },
    'weights loaded in parallel': { ...any, parallelLoading: true },
    'every setting of a fleet file': { ...any, engineFlags: settingFlags(settings) },
  };
  return [...commands, ...Object.entries(variants).map(([of, one]) => ({ of, arguments: engineFlags(one) }))];
}

if (require.main === module) {
  process.stdout.write(`${JSON.stringify(plannedCommands())}\n`);
}
