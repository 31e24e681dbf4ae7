import type { Claim } from './claim';

/** Of what is deployed, and of the commands that act on it. */
export const deploymentClaims: readonly Claim[] = [
  {
    what: 'A fleet deploys',
    shown: [
      {
        kinds: ['deployed on ministack', 'deployed on moto'],
        command: 'npm run test:aws -- test/aws/deployment.test.ts',
        how: 'the default fleet, with the real CDK CLI, to two emulators as they come from PyPI: every resource and output that an emulator was given is there, and no request failed. What an emulator cannot hold is taken out of its copy first, by a list that a test keeps as short as it can be: see the table below',
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
        how: "read back with AWS's own SDK: groups, launch templates, listeners, names, alarms and topics, firewall, buckets, scaling; types that no emulator deploys are put through its API as the template has them",
      },
    ],
  },
  {
    what: 'An update replaces what its diff announced, and nothing else',
    shown: [
      {
        kinds: ['driven on ministack'],
        command: 'npm run test:aws -- test/aws/updates.test.ts',
        how: 'a changed fleet file is deployed over the old one; physical ids before and after',
      },
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/stacks/what-a-change-touches.test.ts',
        how: 'which stacks a change touches',
      },
    ],
    onlyOnARealAccount: 'instance refreshes; rollback of a failed update',
  },
  {
    what: 'The burn meter and its alarm',
    shown: [
      {
        kinds: ['unit-tested', 'simulated'],
        command: 'npm test -- test/lambda/burn-meter',
        how: 'its logic, its handler, and its deployed bundle against a local endpoint',
      },
      {
        kinds: ['driven on ministack'],
        command: 'npm run test:aws -- test/aws/burn-meter.test.ts',
        how: 'deployed, it runs on its schedule and puts zeros, which keep its alarm quiet; a data point above the threshold makes the alarm fire, and its message arrives. Neither emulator knows the wildcard by which it finds instances: what it makes of running ones, its bundle shows',
      },
    ],
    onlyOnARealAccount: 'its metric in CloudWatch, which `npm run test:account` looks for',
  },
  {
    what: 'Budgets by phase',
    shown: [
      {
        kinds: ['driven on moto'],
        command: 'npm run test:aws -- test/aws/stripped-types.test.ts',
        how: "put through moto's Budgets API as the template has them, and read back by phase: neither CloudFormation makes them",
      },
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/constructs/phase-budget.test.ts',
        how: 'limit, tag and notifications of each',
      },
    ],
    onlyOnARealAccount: 'that they count what carries the tag',
  },
  {
    what: 'Every lambda runs as it was deployed',
    shown: [
      {
        kinds: ['driven on ministack', 'driven on moto'],
        command: 'npm run test:aws -- test/aws/functions.test.ts',
        how: 'invoked with a sample event on ministack; the code and the environment that moto holds, run on this machine',
      },
    ],
    onlyOnARealAccount: 'its role and its runtime in AWS',
  },
  {
    what: 'Adding and removing a region ([regions.md](regions.md))',
    shown: [
      {
        kinds: ['driven on moto'],
        command: 'npm run test:emulators -- test/emulators/region.test.ts',
        how: "the real command and the real CDK CLI: the order of its steps as moto saw it, Ctrl-C, a run killed in the middle and resumed, twice. The region's stacks are small ones under the real names; the waiting for silent metrics is cut short",
      },
      {
        kinds: ['unit-tested'],
        command:
          'npm test -- test/removal test/commands/region/region-add.test.ts test/commands/region/region-remove.test.ts',
        how: 'edits of the fleet file, steps, findings',
      },
    ],
    onlyOnARealAccount: "AWS's real answers; real DNS; hooks of real instances",
  },
  {
    what: "Pushing weights and the engine's image, pinning ([artifacts.md](artifacts.md))",
    shown: [
      {
        kinds: ['driven on moto', 'simulated'],
        command:
          'npm run test:emulators -- test/emulators/pin.test.ts test/emulators/push-weights.test.ts test/emulators/push-image.test.ts',
        how: "the real commands against moto and an OCI registry, as it comes from Go's modules: two regions, a push killed in the middle and resumed, a changed object found. The parameter with the AMI is answered by the test. Needs Python 3.10; without Go the image push is skipped",
      },
    ],
    onlyOnARealAccount: "AWS's real answers",
  },
  {
    what: 'The price update',
    shown: [
      {
        kinds: ['simulated'],
        command: 'npm test -- test/commands/prices/prices.test.ts test/prices',
        how: "the command with AWS's own SDK against a local endpoint that answers in AWS's formats",
      },
    ],
    onlyOnARealAccount: "AWS's real answers",
  },
  {
    what: 'What stands in for AWS and the engine ([engine](../simulators/engine/README.md), [instance metadata](../simulators/imds/README.md), [recorder of calls](../simulators/recorder/README.md)) answers as they do',
    shown: [
      {
        kinds: ['simulated'],
        command: 'npm test -- test/simulators test/local',
        how: "real processes on loopback, every fault switched on and off; AWS's SDK gets its credentials from the metadata",
      },
      {
        kinds: ['simulated'],
        command: 'npm run test:emulators -- test/emulators/recorder.test.ts',
        how: "calls of AWS's SDK and CLI in six protocols, and wrong ones refused by AWS's own models",
      },
    ],
    onlyOnARealAccount: 'a real engine, real metadata',
  },
];
