import { allRules } from '../../lib/rules/all-rules';
import type { Claim } from './claim';

/** Of the templates as they are synthesized, before anything is deployed. */
export const templateClaims: readonly Claim[] = [
  {
    what: "Templates are valid and follow AWS's rules and [ours](rules.md)",
    shown: [
      {
        kinds: ['schema-checked'],
        command: 'npm run synth:gate',
        how: `CDK's CloudFormation validation, strict, cdk-nag and ${allRules.length} rules, over every example; no finding left unacknowledged`,
      },
      {
        kinds: ['schema-checked'],
        command: 'npm run lint:templates',
        how: 'cfn-lint, each template in its own region, no finding; what is left out has its reason in `.cfnlintrc.yaml`',
      },
    ],
    onlyOnARealAccount: 'that AWS takes every one of them',
  },
  {
    what: 'Each of our rules finds what it is for',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/rules',
        how: 'small templates broken in one place, one hundred and more ways, of which one rule speaks; no example breaks any',
      },
    ],
  },
  {
    what: 'Nothing leaves its jurisdiction',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/stacks/inside-jurisdiction.test.ts test/stacks/two-jurisdictions.test.ts',
        how: 'a stack or record outside the jurisdiction of its workloads cannot be constructed; no template names a region out there',
      },
      {
        kinds: ['driven on moto'],
        command: 'npm run test:emulators -- test/emulators/push-weights.test.ts',
        how: 'weights of one jurisdiction are pushed; the other stays empty',
      },
    ],
  },
  {
    what: 'Roles may do what [permissions.md](permissions.md) says',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/rules/permissions.test.ts test/generated.test.ts',
        how: 'generated from the templates; every `*` has its reason, no reason is left over',
      },
    ],
    onlyOnARealAccount: 'that IAM enforces it: no emulator here refuses a call for want of a permission',
  },
  {
    what: 'Private access, and no way to the internet unless the fleet file says why ([network.md](network.md))',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/plan/private.test.ts test/stacks/private.test.ts test/stacks/internet.test.ts',
        how: 'routes, endpoints and security groups in the templates of private fleets and of fleets with and without a way out, beside what the plan priced',
      },
      {
        kinds: ['schema-checked'],
        command: 'npm run synth:gate',
        how: '`fleets/private.yaml` among the examples',
      },
    ],
    onlyOnARealAccount: 'that packets take those ways and no other',
  },
  {
    what: 'No prompt, completion or credential in a log',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/privacy',
        how: "log settings in the templates, the engine's flags, and every lambda run with a marker in what it is given",
      },
    ],
    onlyOnARealAccount: 'engine and agent at work',
  },
  {
    what: 'The same commit gives the same templates',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/stacks',
        how: 'synthesized twice, compared byte for byte; one reviewed copy of the default fleet',
      },
    ],
  },
];
