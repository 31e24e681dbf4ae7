import { assumed, type Figure } from '../figures/figure';

/** What an owner says of the memory of a model whose architecture this project does not know. */
export interface DeclaredMemory {
  readonly weightsGiBPerGpu: number;
  readonly kvBytesPerTokenPerGpu: number;
  readonly bytesPerSequencePerGpu: number;
  readonly activeParametersBillion: number;
  /** Answers for the numbers. */
  readonly owner: string;
}

/** The same numbers as figures, each assumed by its owner. */
export interface DeclaredFigures {
  readonly weightsGiB: Figure;
  readonly bytesPerToken: Figure;
  readonly bytesPerSequence: Figure;
  readonly activeParametersBillion: Figure;
}

export const declaredFigures = (memory: DeclaredMemory): DeclaredFigures => {
  const declared = (value: number, unit: string, field: string): Figure =>
    assumed(value, unit, `declared by ${memory.owner}, models[].memory.${field}`);
  return {
    weightsGiB: declared(memory.weightsGiBPerGpu, 'GiB', 'weightsGiBPerGpu'),
    bytesPerToken: declared(memory.kvBytesPerTokenPerGpu, 'bytes/token', 'kvBytesPerTokenPerGpu'),
    bytesPerSequence: declared(memory.bytesPerSequencePerGpu, 'bytes/sequence', 'bytesPerSequencePerGpu'),
    activeParametersBillion: declared(memory.activeParametersBillion, '10⁹ parameters', 'activeParametersBillion'),
  };
};
