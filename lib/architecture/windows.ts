import type { Context, Network } from './model/architecture';

/** A window that is as long as the longest sequence limits nothing: its layers keep every token. */
export function withoutIdleWindows(network: Network, { longestTokens }: Context): Network {
  return {
    ...network,
    caches: network.caches.map((cache) => {
      if (cache.kind !== 'window' || cache.windowTokens < longestTokens) {
        return cache;
      }
      const { windowTokens: _, ...sizes } = cache;
      return { ...sizes, kind: 'full' as const };
    }),
  };
}
