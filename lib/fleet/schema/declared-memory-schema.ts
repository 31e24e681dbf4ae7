import { z } from 'zod';
import { email } from './identity-schema';

const atLeastZero = z.number().gte(0);

/** What the owner of a fleet declares of a model whose architecture this project does not know. */
export const declaredMemorySchema = z.strictObject({
  weightsGiBPerGpu: z
    .number()
    .gt(0)
    .lte(1000)
    .meta({ description: 'Weights on each GPU, as the engine logs them at its start.', unit: 'GiB', examples: [38.4] }),
  kvBytesPerTokenPerGpu: atLeastZero.meta({
    description: 'KV cache of one token on each GPU.',
    unit: 'bytes',
    examples: [70272],
  }),
  bytesPerSequencePerGpu: atLeastZero.default(0).meta({
    description: 'Memory of one sequence on each GPU, whatever its length: windows and recurrent states.',
    unit: 'bytes',
    examples: [2949120],
  }),
  activeParametersBillion: z
    .number()
    .gt(0)
    .lte(100_000)
    .meta({ description: 'Parameters that one token uses.', unit: '10⁹', examples: [12] }),
  owner: email.meta({
    description: 'Who has measured these values and answers for them.',
    examples: ['platform@example.com'],
  }),
});

export type DeclaredMemory = z.output<typeof declaredMemorySchema>;
