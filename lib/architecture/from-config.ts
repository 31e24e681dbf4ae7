import { type Figure, stated } from '../figures/figure';
import type { Architecture } from './model/architecture';

/** What the arithmetic of weights and caches starts from. */
export const fromConfig = ({ layers, hiddenSize, vocabularySize }: Architecture): readonly Figure[] => [
  stated(layers, 'layers', 'number of layers in the config.json of models[]'),
  stated(hiddenSize, 'values', 'hidden size in the config.json of models[]'),
  stated(vocabularySize, 'tokens', 'size of the vocabulary in the config.json of models[]'),
];
