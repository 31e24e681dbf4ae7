import { type CacheSettings, kvCacheOnEachGpu } from '../../lib/architecture/kv-cache-on-each-gpu';
import type { Architecture, Layout } from '../../lib/architecture/model/architecture';
import { type BesidesConfig, parseConfig } from '../../lib/architecture/parse-config';

export function parsed(config: unknown, besides: BesidesConfig = {}): Architecture {
  const { architecture, faults } = parseConfig(config, besides);
  if (architecture === undefined) {
    throw new Error(JSON.stringify(faults));
  }
  return architecture;
}

export const cache = (
  config: unknown,
  layout: Layout,
  settings: Partial<CacheSettings> = {},
): ReturnType<typeof kvCacheOnEachGpu> =>
  kvCacheOnEachGpu(parsed(config), layout, {
    format: 'bf16',
    maxBatchedTokens: 8192,
    maxSequenceTokens: 5000,
    ...settings,
  });
