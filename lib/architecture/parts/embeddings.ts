import type { Tensor } from '../model/tensor';
import { linear, vector } from './linear';

interface Embeddings {
  readonly vocabulary: number;
  readonly hidden: number;
  /** The head uses the table of the embedding. */
  readonly tied: boolean;
  /** False for models that answer with vectors. @default true */
  readonly head?: boolean;
  readonly headBias?: boolean;
}

/** The table of token vectors, and the head that turns vectors into tokens again. */
export const embeddings = ({ vocabulary, hidden, tied, head = true, headBias }: Embeddings): readonly Tensor[] => [
  {
    ...(linear('embed_tokens', vocabulary, hidden, 'vocabulary', { role: 'embedding' })[0] as Tensor),
    activeCount: tied && head ? 1 : 0,
  },
  ...(head && !tied
    ? linear('lm_head', vocabulary, hidden, 'vocabulary', { role: 'head', bias: headBias ?? false })
    : []),
];

export const finalNorm = (hidden: number, length = 1): Tensor => vector('norm', hidden * length);
