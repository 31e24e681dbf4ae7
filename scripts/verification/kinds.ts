/** How a claim about the project is shown, and how far that carries. */
export const kinds = {
  'deployed on ministack':
    'the real CDK CLI deployed it to the unmodified emulator ministack; what was removed or rewritten first is listed below; it was read back through AWS’s own API',
  'deployed on moto': 'the same on moto',
  'driven on ministack':
    'what was deployed to ministack was exercised: functions invoked, alarms fired, stacks updated',
  'driven on moto': 'the same on moto, or a real command was run against moto’s API',
  simulated: 'a program of this project answers in place of AWS or of the engine',
  'unit-tested': 'real code was run and its results were compared; AWS took no part',
  'schema-checked': 'validators read the templates; no resource was created from them',
  measured: 'a number that was measured on a machine without a GPU',
  'only on a real account': 'no test in this project shows it',
} as const;

export type Kind = keyof typeof kinds;
