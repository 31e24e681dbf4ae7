import type { Tensor } from '../model/tensor';
import { embeddings } from './embeddings';
import { inLayer, linear, vector } from './linear';

/**
 * Layers that predict further tokens (multi-token prediction). They are in the checkpoint after the last layer; the engine
 * loads them only for speculative decoding.
 */
export function unloadedDraft(
  count: number,
  after: number,
  hidden: number,
  layer: readonly Tensor[],
  /** Whether every one brings the vocabulary’s two tables again. */
  tables?: { readonly vocabulary: number },
): readonly Tensor[] {
  return Array.from({ length: count }, (_, index) =>
    inLayer(after + index, [
      ...layer,
      ...linear('eh_proj', hidden, 2 * hidden, 'copied'),
      vector('norms', 5 * hidden),
      ...(tables === undefined ? [] : embeddings({ ...tables, hidden, tied: false })),
    ]),
  )
    .flat()
    .map((tensor) => ({ ...tensor, place: 'unloaded' as const, activeCount: 0 }));
}
