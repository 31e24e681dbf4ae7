/** What only a real account can show, and why. */
export const onlyOnARealAccount: readonly (readonly [what: string, why: string])[] = [
  ['that AWS accepts a deployment', 'emulators check less than CloudFormation and the services behind it'],
  [
    'instance launches',
    'an emulator that launches an instance runs no machine: capacity, boot, hooks and drivers exist only in AWS',
  ],
  ['the engine on a GPU', 'no test has a GPU; a test engine takes the place of the real one'],
  ['capacity reservations and Capacity Blocks', 'AWS decides what capacity they hold, and when'],
  ['spot placement scores, interruptions', 'they depend on the demand of other customers'],
  ['quotas', 'moto and ministack enforce no quotas'],
  ['IAM enforcement', 'emulators allow every call'],
  [
    'DNS answers and verdicts of health checks',
    'the emulators store the records, but answer no DNS query and run no health checker',
  ],
  ['JWT validation by a load balancer', 'the emulators store the action, but no request passes through it'],
  ['verdicts of WAF', 'the emulators store the rules, but no request passes through them'],
  ['timing of warm pools', 'the emulators store or refuse a warm pool; no instance is stopped or started'],
  [
    'Cost Explorer, and what budgets count',
    'an emulator writes no bill; the tag `Phase` must be activated in a payer account',
  ],
  ['messages to e-mail contacts', 'each contact must confirm the subscription'],
  [
    'Amazon Application Recovery Controller',
    'the fleet does not use it, because DNS moves traffic, so there is nothing to verify. Zonal shift is part of it: the groups allow it, and the fleet never starts it',
  ],
];
