import { type Finding, warning } from '../contract/findings';
import type { EngineSettings } from '../engine/engine-settings';
import { type SettingEffect, settingEffects } from '../engine/setting-effects';
import type { Model } from '../fleet/fleet';
import { isSet } from './engine-settings';

/**
 * Settings whose effect on memory the plan computes, with the `config.json` of the model. What they do to the speed of the
 * engine follows from no measurement yet.
 */
const memoryIsPlanned: readonly (keyof EngineSettings)[] = [
  'loraAdapters',
  'languageModelOnly',
  'maxBatchedTokens',
  'enforceEager',
];

/** Settings that the plan counts elsewhere: images in `workloads[].maxImages`, prefixes in `prefixReuseRatio`. */
const saidElsewhere: readonly (keyof EngineSettings)[] = ['limitPerPrompt', 'mediaDomains', 'prefixCaching'];

/** What a stated setting changes and the plan does not count, so that it is measured and not forgotten. */
export const settingFindings = (models: readonly Model[]): Finding[] =>
  models.flatMap((model, index) => {
    const { chat: _, ...settings } = model.engine;
    return (Object.keys(settingEffects) as (keyof EngineSettings)[])
      .filter((name) => isSet(settings[name]) && !saidElsewhere.includes(name))
      .flatMap((name) => {
        const effect = settingEffects[name];
        const uncounted = uncountedParts(name, effect, model.architecture !== undefined);
        return uncounted.length === 0
          ? []
          : [
              warning(['models', index, 'engine', name], {
                problem: `changes ${uncounted.join(' and ')}, which the plan does not count: ${effect.note}`,
                got: settings[name],
                expected: 'a measurement of the cell with this setting',
                fix: 'keep room for it in targetUtilizationRatio, and run npx polyregion calibrate once the cell serves',
                source: 'lib/engine/setting-effects.ts',
              }),
            ];
      });
  });

function uncountedParts(name: keyof EngineSettings, { memory, throughput }: SettingEffect, isRead: boolean): string[] {
  const memoryCounts = memory === 'none' || (memoryIsPlanned.includes(name) && isRead);
  return [
    ...(memoryCounts ? [] : [`memory (${memory === 'unknown' ? 'by how much is unknown' : memory})`]),
    ...(throughput === 'none' ? [] : [`the speed of ${throughput === 'both' ? 'prefill and decode' : throughput}`]),
  ];
}
