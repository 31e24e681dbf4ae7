import type { Claim } from './claim';

/** What runs on instances, and what watches them. */
export const instanceClaims: readonly Claim[] = [
  {
    what: 'The program on every GPU instance ([agent.md](agent.md))',
    shown: [
      {
        kinds: ['simulated'],
        command: 'npm run test:agent',
        how: "its bundle and the script that starts it as real processes, with a test engine, instance metadata, a recorder of AWS calls and moto's S3: boot, hangs, drains, faults, restarts, compiled code that is kept and found. Needs Python 3.10",
      },
    ],
    onlyOnARealAccount: 'GPUs, containers, vLLM and what it compiles, instances of EC2',
  },
  {
    what: 'What that program costs its instance, and how fast it brings weights',
    shown: [
      {
        kinds: ['measured'],
        command: 'npm run bench:agent',
        how: 'its bundle under its own Node: memory and added latency under load beside the engine asked directly, idle CPU, growth; its download beside s5cmd and the AWS CLI, ratios printed. Needs Go and Python 3.10',
      },
    ],
    onlyOnARealAccount: 'S3 over a network and TLS, many cores, NVMe',
  },
  {
    what: 'The repair of sick instances ([instances.md](instances.md))',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/lambda/gpu-repair',
        how: 'its rules and bounds, its handler, its deployed bundle',
      },
      {
        kinds: ['driven on moto'],
        command: 'npm run test:emulators -- test/emulators/gpu-repair.test.ts',
        how: 'the bundle against Auto Scaling, DynamoDB and CloudWatch: repeated, reordered and late requests, a storm, a missing table',
      },
    ],
    onlyOnARealAccount: 'real faults, and the condition on who may report one',
  },
  {
    what: 'The recorder of launches',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/lambda/cold-start-recorder',
        how: 'each text that AWS documents about a failed launch, its handler, its deployed bundle',
      },
    ],
    onlyOnARealAccount: "AWS's real events",
  },
  {
    what: 'The review of cells: cold starts and first tokens beside the week before and the plan, scale-outs beside the load',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/lambda/cell-review',
        how: 'its handler and its deployed bundle, days with and without data',
      },
    ],
    onlyOnARealAccount: "AWS's real events and metrics",
  },
  {
    what: 'Calibrating the plan ([plan.md](plan.md))',
    shown: [
      {
        kinds: ['driven on ministack'],
        command: 'npm run test:emulators -- test/emulators/calibrate.test.ts',
        how: "the real command with AWS's own SDK against CloudWatch, two regions: cold starts by type and pool, minutes of traffic, lengths of requests",
      },
    ],
    onlyOnARealAccount: "real cold starts and real traffic; how exact CloudWatch's percentiles are",
  },
  {
    what: 'The local deployment survives its faults, and leaves nothing behind',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm run test:aws',
        how: 'the real command: a port in use, an emulator killed in the middle, a second run, Ctrl-C, no network, no Python',
      },
    ],
  },
];
