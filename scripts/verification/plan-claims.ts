import type { Claim } from './claim';

/** Claims about the fleet file, the plan and its output: AWS takes no part. */
export const planClaims: readonly Claim[] = [
  {
    what: 'An invalid fleet file is rejected with every error at once',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/fleet',
        how: 'one row for each error, and thousands of broken files, none of which crashes the check',
      },
    ],
  },
  {
    what: "The plan's arithmetic is right",
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/plan',
        how: 'fleets are calculated by hand; every figure of every example has an origin and can be traced to its sources',
      },
    ],
  },
  {
    what: 'The error of predicted throughput',
    shown: [
      {
        kinds: ['measured'],
        command: 'npm run bench:throughput',
        how: 'what one source measured on a GPU, or one model on a GPU, is held out of every fit, and compared with the prediction, its range and the textbook roofline',
      },
    ],
    onlyOnARealAccount: 'the throughput of an engine on its GPU',
  },
  {
    what: 'Memory of known models',
    shown: [
      {
        kinds: ['measured'],
        command: 'npm run bench:models',
        how: 'file sizes, parameters and bytes of a token that follow from each config.json alone, compared with what is published or counted by other means',
      },
    ],
  },
  {
    what: 'The simulator behind the rehearsal',
    shown: [
      {
        kinds: ['measured'],
        command: 'npm run bench:rehearsal',
        how: 'time and memory for a million requests; distance from recorded runs of vLLM and from the measured rows; p95 of every promise of every example',
      },
    ],
  },
  {
    what: 'Promises hold beside a batch on idle capacity, and its work is done as planned',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/plan/idle test/sizing test/rehearsal test/simulation',
        how: 'its share and its hours by hand; the simulation beside the hardest loads; a simulated day against the arithmetic of the plan; target tracking neither launches nor keeps an instance for it',
      },
    ],
    onlyOnARealAccount: 'the priorities of vLLM, and what a queue that hands out such work adds',
  },
  {
    what: 'Search for the cheapest plan',
    shown: [
      {
        kinds: ['measured'],
        command: 'npm run bench:optimize',
        how: 'candidates, seconds and the saving of the default fleet and of the example with mixtures of experts; the same search twice. Tests compare small searches, also over regions and failover modes, with all candidates rehearsed one by one, and the total of each plan with the plan made anew from the edited file',
      },
    ],
  },
  {
    what: 'Planning time',
    shown: [
      {
        kinds: ['measured'],
        command: 'npm run bench:plan',
        how: 'the time to plan the default fleet, and a fleet of ten models in twelve regions',
      },
    ],
  },
  {
    what: 'Synth speed and memory',
    shown: [
      {
        kinds: ['measured'],
        command: 'npm run bench:synth',
        how: 'compared with a plain CDK app of the same size; the ratios are printed',
      },
    ],
  },
  {
    what: 'The report is readable and self-contained',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm run test:browser',
        how: "each example's page is opened from a file in the Chromium that npm installs, in light and dark mode, narrow, and printed: the page sends no request, shows no error, cuts nothing off and passes axe-core",
      },
    ],
  },
  {
    what: 'Alerts, alarms, runbook pages and index rows are one list',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/alerts test/generated.test.ts',
        how: 'the same alerts are counted in all four places',
      },
    ],
  },
  {
    what: 'The programs run on Node 20, 22 and 24',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm run test:nodes',
        how: 'on Node 22 and 24 the built command line plans and synthesizes a fleet, and the bundles of the functions and of the agent run; `npm run test:long` runs the tests of commands, pushes, functions and stacks on 22 and 24, and `npm test` runs on the installed Node',
      },
    ],
  },
];
