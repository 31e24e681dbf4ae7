import { adaptersOnEachGpu } from '../architecture/adapters';
import type { Architecture } from '../architecture/model/architecture';
import { weightsOnEachGpu } from '../architecture/weights-on-each-gpu';
import { type GpuInstanceType, gpuInstanceType, instanceTypesProvenance } from '../catalogue/instance-types';
import { layoutOf } from '../contract/replica-layout';
import type { EngineSettings } from '../engine/engine-settings';
import { type SettingEffect, settingEffects } from '../engine/setting-effects';
import { reservedRank } from '../engine/setting-flags';
import { assumed, derived, type Figure, published, show } from '../figures/figure';
import type { Model } from '../fleet/fleet';
import { engineOverhead } from './throughput/engine-overhead';
import { modelMemory, withoutTowers } from './throughput/model-memory';

/** What one setting of an engine, or of what it loads, changes against an engine without it. */
export interface PlannedSetting {
  /** Field of the model entry, or `towers` for what reads images and sound. */
  readonly setting: keyof EngineSettings | 'kvPrecision' | 'towers';
  readonly value: string;
  /** GPUs for which the memory is reckoned. */
  readonly gpu: string;
  /** On each GPU, GiB; of a KV cache on one copy of the attention, bytes/token. Less than zero is freed. */
  readonly memory: Figure | 'none' | 'unknown';
  /** Whether throughput and latency of the plan hold what it changes; `unknown` where no measurement says. */
  readonly throughput: 'none' | 'counted' | 'unknown';
  /** What it changes the speed of. */
  readonly phase: SettingEffect['throughput'];
  readonly note: string;
}

/** Every setting of a model that changes memory or speed, on its first allowed type. */
export function plannedSettings(model: Model): readonly PlannedSetting[] {
  const type = gpuInstanceType(model.instanceTypes[0] ?? '');
  if (type === undefined) {
    return [];
  }
  const { chat: _, ...settings } = model.engine;
  const stated = (Object.keys(settingEffects) as (keyof EngineSettings)[])
    .filter((name) => isSet(settings[name]))
    .filter((name) => settingEffects[name].memory !== 'none' || settingEffects[name].throughput !== 'none')
    .map((name): PlannedSetting => {
      const { throughput: phase, note } = settingEffects[name];
      return {
        setting: name,
        value: valueWords(name, settings),
        gpu: type.gpu,
        memory: memoryOf(name, model, type),
        throughput: phase === 'none' ? 'none' : name === 'prefixCaching' ? 'counted' : 'unknown',
        phase,
        note,
      };
    });
  return [...stated, ...cacheFormat(model, type), ...towers(model, type)];
}

/** Whether a setting says anything: off and nothing do not. */
export const isSet = (value: unknown): boolean =>
  value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);

function valueWords(name: keyof EngineSettings, settings: EngineSettings): string {
  const { loraAdapters = [], speculativeDecoding, trustRemoteCode } = settings;
  switch (name) {
    case 'loraAdapters':
      return `${loraAdapters.length} in room for rank ${reservedRank(loraAdapters)}`;
    case 'speculativeDecoding':
      return `${speculativeDecoding?.method}, ${speculativeDecoding?.tokens} tokens ahead`;
    case 'trustRemoteCode':
      return trustRemoteCode?.reason ?? '';
    case 'mediaDomains':
      return (settings.mediaDomains ?? []).join(', ');
    case 'limitPerPrompt':
      return Object.entries(settings.limitPerPrompt ?? {})
        .map(([kind, most]) => `${most} × ${kind}`)
        .join(', ');
    case 'toolCallParser':
    case 'reasoningParser':
    case 'chatTemplate':
    case 'languageModelOnly':
    case 'maxBatchedTokens':
    case 'enforceEager':
    case 'prefixCaching':
    case 'attentionBackend':
    case 'generationDefaults':
      return String(settings[name]);
    default:
      return name satisfies never;
  }
}

function memoryOf(name: keyof EngineSettings, model: Model, type: GpuInstanceType): PlannedSetting['memory'] {
  const { architecture, engine } = model;
  const { memory } = settingEffects[name];
  switch (memory) {
    case 'none':
    case 'unknown':
      return memory;
    case 'adapters':
      return architecture === undefined
        ? 'unknown'
        : adaptersOnEachGpu(architecture, layoutOf(model), {
            count: engine.loraAdapters.length,
            rank: reservedRank(engine.loraAdapters),
          });
    case 'towers':
      // What a tower computes for several images at once follows from no published log.
      return name === 'languageModelOnly' && architecture !== undefined
        ? freed(towerWeights(model, architecture, type))
        : 'unknown';
    case 'draft':
      return engine.speculativeDecoding?.draftFolder === undefined && engine.speculativeDecoding?.method === 'ngram'
        ? assumed(0, 'GiB', 'guesses from the text itself: no draft model is loaded')
        : 'unknown';
    case 'activations':
      return against(type, model, { ...engine, maxBatchedTokens: undefined });
    case 'graphs':
      return against(type, model, { ...engine, enforceEager: false });
    default:
      return memory satisfies never;
  }
}

/** What an engine takes besides weights and cache, against one with other settings. */
function against(type: GpuInstanceType, model: Model, engine: Model['engine']): Figure {
  const memory = published(type.gpuMemoryMiB / 1024, 'GiB', instanceTypesProvenance);
  return difference(engineOverhead(model, type, memory), engineOverhead({ ...model, engine }, type, memory));
}

/** The cache in fp8 holds twice as many tokens; throughput is reckoned with it. */
function cacheFormat(model: Model, type: GpuInstanceType): PlannedSetting[] {
  if (model.kvPrecision === 'bf16' || model.memory !== undefined) {
    return [];
  }
  const bytes = (kvPrecision: Model['kvPrecision']): Figure =>
    modelMemory({ ...model, kvPrecision }, 1, type).kvBytesPerToken;
  return [
    {
      setting: 'kvPrecision',
      value: model.kvPrecision,
      gpu: type.gpu,
      memory: difference(bytes(model.kvPrecision), bytes('bf16')),
      throughput: 'counted',
      phase: 'decode',
      note: 'every token of the cache takes fewer bytes, so that more sequences fit and less is read for each token',
    },
  ];
}

function towers(model: Model, type: GpuInstanceType): PlannedSetting[] {
  const { architecture, engine } = model;
  return architecture === undefined || !architecture.hasTower || engine.languageModelOnly
    ? []
    : [
        {
          setting: 'towers',
          value: 'loaded',
          gpu: type.gpu,
          memory: towerWeights(model, architecture, type),
          throughput: 'unknown',
          phase: 'prefill',
          note: 'each image or sound is encoded before the text is read; what that takes was never measured',
        },
      ];
}

function towerWeights(model: Model, architecture: Architecture, { computeCapability }: GpuInstanceType): Figure {
  const weights = (of: Architecture): Figure => weightsOnEachGpu(of, layoutOf(model), { computeCapability });
  return difference(weights(architecture), weights(withoutTowers(architecture)));
}

const difference = (withIt: Figure, without: Figure): Figure =>
  derived(
    withIt.value - without.value,
    withIt.unit,
    `${show(withIt.value)} ${withIt.unit} with it − ${show(without.value)} ${without.unit} without`,
    { from: [withIt, without] },
  );

const freed = (figure: Figure): Figure =>
  derived(-figure.value, figure.unit, `−(${figure.source})`, { from: [figure] });
