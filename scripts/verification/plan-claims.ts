import type { Claim } from './claim';

/** Of the fleet file, the plan and what is printed of it: nothing of AWS takes part. */
export const planClaims: readonly Claim[] = [
  {
    what: 'The fleet file is refused well, all at once',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/fleet',
        how: 'one row per fault, and thousands of broken files, none of which crashes it',
      },
    ],
  },
  {
    what: "The plan's arithmetic",
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/plan',
        how: 'fleets worked out by hand; every figure of every example has an origin and leads down to its sources',
      },
    ],
  },
  {
    what: 'Error of predicted throughput',
    shown: [
      {
        kinds: ['measured'],
        command: 'npm run bench:throughput',
        how: 'whole (model, GPU) groups held out of the fit, beside the textbook roofline',
      },
    ],
    onlyOnARealAccount: 'the throughput of an engine on its GPU',
  },
  {
    what: 'Planning time',
    shown: [
      {
        kinds: ['measured'],
        command: 'npm run bench:plan',
        how: 'the default fleet, and ten models in twelve regions',
      },
    ],
  },
  {
    what: 'Synth speed and memory',
    shown: [
      {
        kinds: ['measured'],
        command: 'npm run bench:synth',
        how: 'beside a plain CDK app of the same size, ratios printed',
      },
    ],
  },
  {
    what: 'The report: readable, self-contained',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm run test:browser',
        how: "each example's page from a file in the Chromium that npm installs, light, dark, narrow, printed: no request, no error, nothing cut off, axe-core",
      },
    ],
  },
  {
    what: 'Alerts, alarms, runbook pages and index rows are one list',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/alerts test/generated.test.ts',
        how: 'the same objects counted in all four places',
      },
    ],
  },
  {
    what: 'Node 20, 22 and 24',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm run test:nodes',
        how: 'the built command line plans and synthesizes a fleet, and the bundles of the functions and of the agent run, on 22 and 24; `npm run test:long` runs the tests of commands, pushes, functions and stacks there, and `npm test` on the installed Node',
      },
    ],
  },
];
