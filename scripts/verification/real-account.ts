/** What nothing here shows, and why. */
export const onlyOnARealAccount: readonly (readonly [what: string, why: string])[] = [
  ['that AWS accepts a deployment', 'emulators check less than CloudFormation and the services behind it'],
  ['instance launches', 'an emulator that launches an instance has none: capacity, boot, hooks and drivers are AWS’s'],
  ['the engine on a GPU', 'there is no GPU in a test, and the engine’s place is taken by one for tests'],
  ['capacity reservations and Capacity Blocks', 'what they hold and when is AWS’s to say'],
  ['spot placement scores, interruptions', 'they follow from the demand of others'],
  ['quotas', 'moto and ministack have none to run into'],
  ['IAM enforcement', 'emulators allow every call'],
  ['DNS answers and verdicts of health checks', 'records are stored; nobody asks them, and no checker looks'],
  ['JWT validation by a load balancer', 'stored as an action; no request passes'],
  ['verdicts of WAF', 'stored as rules; no request passes'],
  ['timing of warm pools', 'stored or refused; nothing is stopped and started'],
  ['Cost Explorer, and what budgets count', 'no bill is written; the tag `Phase` must be activated in a payer account'],
  ['messages to e-mail contacts', 'each must confirm its subscription'],
  [
    'Amazon Application Recovery Controller',
    'not used: DNS moves traffic, so there is nothing of it to verify. Zonal shift, which is part of it, is allowed on the groups and never started',
  ],
];
