import { allRules } from '../../lib/rules/all-rules';
import type { Claim } from './claim';

/** Claims about the synthesized templates, before anything is deployed. */
export const templateClaims: readonly Claim[] = [
  {
    what: "Templates are valid and follow AWS's rules and [ours](rules.md)",
    shown: [
      {
        kinds: ['schema-checked'],
        command: 'npm run synth:gate',
        how: `CDK's CloudFormation validation, strict, cdk-nag and ${allRules.length} rules, run over every example; every finding is acknowledged`,
      },
      {
        kinds: ['schema-checked'],
        command: 'npm run synth:gate',
        how: 'cfn-lint has no finding in any template, each checked in its own region; `.cfnlintrc.yaml` gives a reason for every check that is left out',
      },
    ],
    onlyOnARealAccount: 'that AWS accepts every template',
  },
  {
    what: 'Each of our rules finds the fault that it looks for',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/rules',
        how: 'small templates are broken in one place each, in more than one hundred ways, and exactly one rule reports each of them; no example breaks a rule',
      },
    ],
  },
  {
    what: 'No data leaves its jurisdiction',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/stacks/inside-jurisdiction.test.ts test/stacks/two-jurisdictions.test.ts',
        how: 'a stack or record outside the jurisdiction of its workloads cannot be constructed; no template names a region outside its jurisdiction',
      },
      {
        kinds: ['driven on moto'],
        command: 'npm run test:emulators -- test/emulators/push-weights.test.ts',
        how: 'weights are pushed in one jurisdiction, and the buckets of the other stay empty',
      },
    ],
  },
  {
    what: 'Roles have exactly the permissions that [permissions.md](permissions.md) lists',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/rules/permissions.test.ts test/generated.test.ts',
        how: 'the page is generated from the templates; every `*` has its reason, and every reason is used',
      },
    ],
    onlyOnARealAccount:
      'that IAM enforces the permissions: neither emulator refuses a call because a permission is missing',
  },
  {
    what: 'Access can be private, and no GPU instance has a route to the internet unless the fleet file gives a reason ([network.md](network.md))',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/plan/private.test.ts test/stacks/private.test.ts test/stacks/internet.test.ts',
        how: 'routes, endpoints and security groups in the templates of private fleets, and of fleets with and without a route to the internet, are compared with what the plan priced',
      },
      {
        kinds: ['schema-checked'],
        command: 'npm run synth:gate',
        how: '`fleets/private.yaml` is one of the examples',
      },
    ],
    onlyOnARealAccount: 'that packets take these routes and no others',
  },
  {
    what: 'No log holds a prompt, completion or credential',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/privacy',
        how: "the test checks the log settings in the templates and the engine's flags, and runs every lambda with a marker in its input",
      },
    ],
    onlyOnARealAccount: 'the logs of a real engine and agent under load',
  },
  {
    what: 'The same commit gives the same templates',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/stacks',
        how: 'templates are synthesized twice and compared byte for byte; the default fleet is also compared with a reviewed copy',
      },
    ],
  },
];
