import { everyNthFull, layerWindows } from '../parts/layer-types';
import { readDense } from './dense';
import type { Family } from './family';

/** Three layers of four have a window. */
export const exaone4: Family = {
  name: 'EXAONE 4',
  modelTypes: ['exaone4'],
  contextTokens: 2048,
  source: 'vllm 0.33.0 models/exaone4.py; transformers 5.24.0 Exaone4Config',
  read: (config) =>
    readDense(config, {
      defaults: { vocabulary: 102400, intermediate: 16384, kvHeads: 32 },
      norm: 'head',
      windows: (reader, layers) => {
        const pattern = reader.raw('sliding_window_pattern');
        const every = typeof pattern === 'string' ? pattern.length : reader.countOr(4, 'sliding_window_pattern');
        return layerWindows(reader, layers, reader.nullableCount(4096, 'sliding_window'), everyNthFull(every));
      },
    }),
};
