/** How a claim about the project is shown, and how far that carries. */
export const kinds = {
  'deployed on ministack':
    'the real CDK CLI deployed it to ministack, unmodified; it was read back through AWS’s own API',
  'deployed on moto': 'the same on moto',
  'driven on ministack': 'what was deployed there was made to act: invoked, alarmed, updated',
  'driven on moto': 'the same on moto, or a real command was run against its API',
  simulated: 'something of this project answers in the place of AWS or of the engine',
  'unit-tested': 'real code was run, and its answers compared; nothing of AWS took part',
  'schema-checked': 'templates were read by validators: no resource was made of them',
  measured: 'a number that a machine without a GPU can give',
  'only on a real account': 'nothing here shows it',
} as const;

export type Kind = keyof typeof kinds;
