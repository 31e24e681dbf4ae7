/** What one layer keeps of a sequence while the engine serves it. */
export type CacheLayer = { readonly layer: number } & (
  | { readonly kind: 'full'; readonly heads: number; readonly keyDimension: number; readonly valueDimension: number }
  | {
      readonly kind: 'window';
      readonly windowTokens: number;
      readonly heads: number;
      readonly keyDimension: number;
      readonly valueDimension: number;
    }
  /** One compressed vector for keys and values of all heads (multi-head latent attention). Every GPU holds it whole. */
  | { readonly kind: 'latent'; readonly values: number; readonly fp8BytesPerToken?: number }
  /** Bytes of a fixed format for every token, whole on every GPU: the keys of a sparse-attention indexer. */
  | { readonly kind: 'index'; readonly bytesPerToken: number }
  /** A state of constant size, which does not grow with the sequence. */
  | { readonly kind: 'state'; readonly parts: readonly StatePart[] }
  /** Keys and values of an encoder's output, of a constant number of positions. */
  | { readonly kind: 'cross'; readonly positions: number; readonly heads: number; readonly headDimension: number }
);

export interface StatePart {
  readonly values: number;
  /** Bytes of one value. */
  readonly bytes: number;
}

export type CacheKind = CacheLayer['kind'];
