import { type HeapItems, heapItems } from './indexed-heap';
import type { Requests } from './requests';

/** What engines know of each request while they work on it; all engines of a cell share the columns. */
export interface Sequences extends Requests {
  /** Tokens generated before the request last joined the decoding ones. */
  readonly generated: Int32Array;
  /** Tokens of its prompt that are computed, those in the prefix cache included. */
  readonly computed: Int32Array;
  /** Tokens in the cache less the engine's count of steps: constant while it decodes. */
  readonly base: Int32Array;
  /** Neighbours in the list that the request is in, −1 at the ends. */
  readonly previous: Int32Array;
  readonly next: Int32Array;
  /** Keyed by the step at which a decoding request ends. */
  readonly ends: HeapItems;
  /** Seconds; NaN until then, and for ever where the request was refused. */
  readonly firstTokenAt: Float64Array;
  readonly finishedAt: Float64Array;
}

export const sequencesOf = (requests: Requests): Sequences => ({
  ...requests,
  generated: new Int32Array(requests.count),
  computed: new Int32Array(requests.count),
  base: new Int32Array(requests.count),
  previous: new Int32Array(requests.count).fill(-1),
  next: new Int32Array(requests.count).fill(-1),
  ends: heapItems(requests.count),
  firstTokenAt: new Float64Array(requests.count).fill(Number.NaN),
  finishedAt: new Float64Array(requests.count).fill(Number.NaN),
});
