import type { Claim } from './claim';

/** Claims about what is deployed, and about the commands that act on it. */
export const deploymentClaims: readonly Claim[] = [
  {
    what: 'A fleet deploys',
    shown: [
      {
        kinds: ['deployed on ministack', 'deployed on moto'],
        command: 'npm run test:aws -- test/aws/deployment.test.ts',
        how: 'the real CDK CLI deploys the default fleet to two unmodified emulators from PyPI: every resource and output that an emulator was given is there, and no request fails. Resources that an emulator cannot hold are removed from its copy first, by a list that a test keeps as short as possible: see the table below',
      },
    ],
    onlyOnARealAccount: 'that AWS accepts a deployment; quotas; the launch of an instance',
  },
  {
    what: 'What was deployed has the properties of the plan',
    shown: [
      {
        kinds: ['deployed on ministack', 'deployed on moto'],
        command:
          'npm run test:aws -- test/aws/read-back-ministack.test.ts test/aws/read-back-moto.test.ts test/aws/stripped-types.test.ts',
        how: "the test reads back with AWS's own SDK: groups, launch templates, listeners, names, alarms and topics, firewall, buckets, scaling; resources of types that no emulator deploys are created through the emulator's API with the properties of the template",
      },
    ],
  },
  {
    what: 'An update replaces what its diff announced, and nothing else',
    shown: [
      {
        kinds: ['driven on ministack'],
        command: 'npm run test:aws -- test/aws/updates.test.ts',
        how: 'a changed fleet file is deployed over the old one, and the physical ids before and after are compared',
      },
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/stacks/what-a-change-touches.test.ts',
        how: 'the test names the stacks that each change of the fleet file touches',
      },
    ],
    onlyOnARealAccount: 'instance refreshes; rollback of a failed update',
  },
  {
    what: 'The burn meter measures spending, and its alarm fires',
    shown: [
      {
        kinds: ['unit-tested', 'simulated'],
        command: 'npm test -- test/lambda/burn-meter',
        how: 'the logic of the burn meter, its handler, and its deployed bundle against a local endpoint',
      },
      {
        kinds: ['driven on ministack'],
        command: 'npm run test:aws -- test/aws/burn-meter.test.ts',
        how: 'the deployed burn meter runs on its schedule and publishes zeros, which keep its alarm quiet; a data point above the threshold makes the alarm fire, and its message arrives. Neither emulator supports the wildcard by which the burn meter finds instances, so the test of its bundle shows how it counts running ones',
      },
    ],
    onlyOnARealAccount: 'the metric of the burn meter in CloudWatch, which `npm run test:account` looks for',
  },
  {
    what: 'Every phase has its budget',
    shown: [
      {
        kinds: ['driven on moto'],
        command: 'npm run test:aws -- test/aws/stripped-types.test.ts',
        how: "the budgets of the template are created through moto's Budgets API and read back by phase, because neither emulator's CloudFormation creates budgets",
      },
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/constructs/spending-budget.test.ts',
        how: 'the limit, tag and notifications of a budget',
      },
    ],
    onlyOnARealAccount: 'that the budgets count the resources that carry the tag',
  },
  {
    what: 'Every lambda runs as it was deployed',
    shown: [
      {
        kinds: ['driven on ministack', 'driven on moto'],
        command: 'npm run test:aws -- test/aws/functions.test.ts',
        how: 'each lambda is invoked with a sample event on ministack; for moto, the code and the environment that moto holds are run on this machine',
      },
    ],
    onlyOnARealAccount: 'the role and the runtime of each lambda in AWS',
  },
  {
    what: 'What AWS would refuse in a deployment is known before ([decision 31](decisions/0031-no-export-holds-a-stack.md), [decision 33](decisions/0033-a-rollout-is-stopped-from-outside.md))',
    shown: [
      {
        kinds: ['schema-checked'],
        command: 'npm test -- test/rules/pairs',
        how: 'rules over the templates before and after an edit: names, exports, address ranges, refreshes, limits. The verdict of each edit is written by hand from AWS’s documentation; all fleets and edits: `npm run test:long`',
      },
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/lambda/rollout-watch',
        how: 'the function that stops a rollout whose alarms begin to ring, in every state of the stack',
      },
    ],
    onlyOnARealAccount: 'what CloudFormation does to a refresh when its update is cancelled; every verdict',
  },
  {
    what: 'The first deployment is led step by step ([first-deployment.md](first-deployment.md))',
    shown: [
      {
        kinds: ['driven on ministack', 'simulated'],
        command: 'npm run test:long',
        how: 'every shell command of the page in its order, `init` to `destroy --yes`: deployments on ministack without what it cannot hold, weights and agent pushed to its bucket, images from and to registries on loopback; the agent fetches the pushed weights, `smoke` and `curl` ask HAProxy in place of the load balancer. Local endpoints stand in for quotas, cost tags, machine images and suspended processes',
      },
      {
        kinds: ['driven on moto', 'simulated'],
        command: 'npm run test:emulators -- test/emulators/doctor.test.ts',
        how: '`doctor` against moto; a local endpoint stands in for quotas and cost tags, which moto does not know',
      },
      {
        kinds: ['simulated', 'unit-tested'],
        command: 'npm test -- test/commands/smoke.test.ts test/doctor',
        how: '`smoke` against a test engine, and the verdict on each answer of AWS, DNS, issuer and engine',
      },
    ],
    onlyOnARealAccount:
      'DNS, certificates, a token of a real issuer, the load balancer; no person has followed the page on an account yet',
  },
  {
    what: 'Environments are fleets of their own, and get the pins that were tried ([environments.md](environments.md))',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/fleet/environment-text.test.ts test/commands/promote.test.ts',
        how: 'the plan of an environment, what is refused, and a promotion with its lock files',
      },
    ],
  },
  {
    what: 'A region can be added and removed, and a whole fleet taken down ([regions.md](regions.md))',
    shown: [
      {
        kinds: ['driven on moto'],
        command: 'npm run test:emulators -- test/emulators/region.test.ts',
        how: 'the real command and the real CDK CLI: the order of the steps that moto received, Ctrl-C, and a run that is killed halfway and resumed, twice. The stacks of the region are small ones under the real names, and the wait for silent metrics is shortened',
      },
      {
        kinds: ['unit-tested'],
        command:
          'npm test -- test/removal test/commands/region/region-add.test.ts test/commands/region/region-remove.test.ts',
        how: 'edits of the fleet file, steps and findings',
      },
    ],
    onlyOnARealAccount: "AWS's real answers; real DNS; hooks of real instances",
  },
  {
    what: "Weights and the engine's image can be pushed and pinned ([artifacts.md](artifacts.md))",
    shown: [
      {
        kinds: ['driven on moto', 'simulated'],
        command:
          'npm run test:emulators -- test/emulators/pin.test.ts test/emulators/push-weights.test.ts test/emulators/push-image.test.ts',
        how: "the real commands against moto and an unmodified OCI registry from Go's modules: two regions, a push that is killed halfway and resumed, a changed object that is found. The test itself stands in for the public parameter with the AMI. This needs Python 3.10; without Go the image push is skipped",
      },
    ],
    onlyOnARealAccount: "AWS's real answers",
  },
  {
    what: 'The price update reads AWS’s prices',
    shown: [
      {
        kinds: ['simulated'],
        command: 'npm test -- test/commands/prices/prices.test.ts test/prices',
        how: "the command runs with AWS's own SDK against a local endpoint that answers in AWS's formats",
      },
    ],
    onlyOnARealAccount: "AWS's real answers",
  },
  {
    what: 'The simulators of AWS and of the engine ([engine](../simulators/engine/README.md), [instance metadata](../simulators/imds/README.md), [recorder of calls](../simulators/recorder/README.md)) answer as the originals do',
    shown: [
      {
        kinds: ['simulated'],
        command: 'npm test -- test/simulators test/local',
        how: "real processes on loopback, with every fault switched on and off; AWS's SDK gets its credentials from the metadata",
      },
      {
        kinds: ['simulated'],
        command: 'npm run test:emulators -- test/emulators/recorder.test.ts',
        how: "calls of AWS's SDK and CLI in six protocols; wrong calls are refused by AWS's own models",
      },
    ],
    onlyOnARealAccount: 'a real engine and real metadata',
  },
];
