import type { Precision } from './precision';

/** The facts about a catalogue model in the form of a fleet file. */
export interface KnownModel {
  readonly name: string;
  readonly weights: string;
  readonly parametersBillion: number;
  readonly precision: Precision;
  readonly layers: number;
  readonly kvHeads: number;
  readonly headDimension: number;
  readonly contextTokens: number;
  readonly tensorParallel: 1 | 2 | 4 | 8;
  readonly instanceTypes: readonly string[];
}

/**
 * Models whose throughput was measured at three lengths or more, with the sizes that their `config.json` states.
 *
 * @see https://huggingface.co/meta-llama/Llama-3.1-70B/blob/main/config.json
 */
export const knownModels: readonly KnownModel[] = [
  {
    name: 'llama-70b',
    weights: 'meta-llama/Llama-3.1-70B',
    parametersBillion: 70.6,
    precision: 'fp8',
    layers: 80,
    kvHeads: 8,
    headDimension: 128,
    contextTokens: 131072,
    tensorParallel: 4,
    instanceTypes: ['p5.48xlarge', 'p5en.48xlarge'],
  },
];
