/** A top folder of the sources, or a folder of `lib/`: what it holds, and which other rooms its files may import. */
export interface Room {
  readonly folder: string;
  readonly holds: string;
  /** `*` allows every room. The folders of one room may always import each other, unless their order in subfolder-order.ts forbids it. */
  readonly mayImport: readonly string[];
}

/** Rooms that hold facts and no plan: most of what plans and asks stands on them. */
const facts = ['lib/architecture', 'lib/catalogue', 'lib/engine', 'lib/contract', 'lib/figures'] as const;

/** Those of them that know nothing of engines. */
const numbers = ['lib/catalogue', 'lib/contract', 'lib/figures'] as const;

/**
 * The rooms of the project: the one place that says which room may import which. A test checks the sources against it, and
 * docs/architecture.md is generated from it.
 */
export const rooms: readonly Room[] = [
  {
    folder: 'bin',
    holds: 'the CDK app and the command line: thin shells that compose the rest',
    mayImport: ['lib/commands', 'lib/report', 'lib/stacks'],
  },
  {
    folder: 'lib/figures',
    holds: 'a number with unit, origin and range, and arithmetic on such numbers',
    mayImport: [],
  },
  {
    folder: 'lib/contract',
    holds:
      'what several rooms share and none owns: names of resources, closed sets, the shape of a finding (path, what is wrong, got, expected, fix), and the schemas and events between programs',
    mayImport: [],
  },
  {
    folder: 'lib/catalogue',
    holds: 'instance types, GPUs, prices, regions and published measurements: data with source and date',
    mayImport: ['lib/figures'],
  },
  {
    folder: 'lib/architecture',
    holds: 'what a model’s config.json says about parameters, memory and start conditions; one file for each family',
    mayImport: ['lib/catalogue', 'lib/contract', 'lib/figures'],
  },
  {
    folder: 'lib/engine',
    holds:
      'facts of vLLM: release, flags, command line, names of its metrics, API routes, what progress and an answer are',
    mayImport: ['lib/architecture', 'lib/catalogue', 'lib/contract', 'lib/figures'],
  },
  {
    folder: 'lib/aws',
    holds: 'kinds of errors that AWS answers with',
    mayImport: ['lib/contract'],
  },
  {
    folder: 'lib/fleet',
    holds:
      'the schema of the fleet file (each field once), the checks of its values against each other and the catalogue, and the loader that reports all findings at once',
    mayImport: [...facts],
  },
  {
    folder: 'lib/throughput',
    holds:
      'what one replica does under a load: the roofline, the measurements that it is fitted to and corrected by, and the seconds of one engine step',
    mayImport: [...facts],
  },
  {
    folder: 'lib/simulation',
    holds:
      'the simulator of engines and instances, which computes times and opens no connection: requests in, times out; its clock and its random numbers follow from a seed',
    mayImport: [],
  },
  {
    folder: 'lib/plan',
    holds: 'pure functions from a checked fleet file to everything that follows from it',
    mayImport: ['lib/simulation', 'lib/fleet', 'lib/throughput', ...facts],
  },
  {
    folder: 'lib/rehearsal',
    holds:
      'whole fleets in the simulator: their plan under its own demand, after losses, and under more demand, in drills second by second, and under faults from seeds with the programs’ own decisions; and the rules by which CloudWatch’s alarms change',
    mayImport: [
      'lib/plan',
      'lib/gateway',
      'lib/simulation',
      'lib/fleet',
      'lib/template',
      'lambda/gpu-repair',
      ...numbers,
    ],
  },
  {
    folder: 'lib/sizing',
    holds:
      'how many instances every cell of a fleet needs, searched in the simulator: the question, the search, and the key under which an answer is cached',
    mayImport: ['lib/rehearsal', 'lib/plan', 'lib/simulation', 'lib/fleet', ...numbers],
  },
  {
    folder: 'lib/optimizer',
    holds:
      'search over plans: candidates, bounds on their cost, the simulations of those that are left, and their ranking',
    mayImport: ['lib/sizing', 'lib/rehearsal', 'lib/simulation', 'lib/plan', 'lib/fleet', ...facts],
  },
  {
    folder: 'lib/estimate',
    holds: 'what one replica of a model needs and does, asked for without a fleet file',
    mayImport: ['lib/throughput', 'lib/fleet', ...facts],
  },
  {
    folder: 'lib/alerts',
    holds: 'alerts as data, one file for each component, and the renderers of their runbooks',
    mayImport: ['lib/plan', 'lib/catalogue', 'lib/contract', 'lib/figures'],
  },
  {
    folder: 'lib/gateway',
    holds:
      'from the plan to the configuration of Envoy as data, and the choice of a tier as a function: which request goes where, and what is changed on the way',
    mayImport: ['lib/plan', 'lib/engine', 'lib/contract'],
  },
  {
    folder: 'lib/what-if',
    holds:
      'fleets planned again with one thing otherwise: what moves the cost, and the nearest change that meets what is not met',
    mayImport: ['lib/plan', 'lib/fleet', 'lib/architecture', 'lib/catalogue', 'lib/contract', 'lib/figures'],
  },
  {
    folder: 'lib/overhead',
    holds: 'what the fleet costs besides GPU instances, counted from the definitions of the things counted',
    mayImport: ['lib/plan', 'lib/alerts', 'lib/engine', 'lib/catalogue', 'lib/contract', 'lib/figures'],
  },
  {
    folder: 'lib/budgets',
    holds: 'what each phase pays for in a month, instances and all else, and the limits at which AWS Budgets notifies',
    mayImport: ['lib/plan', 'lib/overhead', 'lib/contract', 'lib/figures'],
  },
  {
    folder: 'lib/doctor',
    holds:
      'what account, domain and token issuer need for a deployment, and what clients get of a deployed fleet: commands, and verdicts on answers',
    mayImport: ['lib/catalogue', 'lib/tokens', 'lib/alerts', 'lib/plan', 'lib/engine', 'lib/contract'],
  },
  {
    folder: 'lib/tables',
    holds: 'what a plan says as titled tables and chart points: plain data that every renderer shows',
    mayImport: ['lib/plan', 'lib/overhead', 'lib/budgets', 'lib/fleet', 'lib/contract', 'lib/figures'],
  },
  {
    folder: 'lib/report',
    holds: 'renderers of tables and plans: text, one HTML page, Markdown',
    mayImport: [
      'lib/tables',
      'lib/what-if',
      'lib/estimate',
      'lib/optimizer',
      'lib/rehearsal',
      'lib/measure',
      'lib/doctor',
      'lib/plan',
      'lib/overhead',
      'lib/budgets',
      'lib/prices',
      'lib/alerts',
      'lib/engine',
      'lib/catalogue',
      'lib/contract',
      'lib/figures',
    ],
  },
  {
    folder: 'lib/template',
    holds: 'reading synthesized templates',
    mayImport: ['lib/contract'],
  },
  {
    folder: 'lib/rules',
    holds:
      'the project’s own rules about templates (one rule, one file, one id), and about pairs of apps, of which one is deployed over the other',
    mayImport: ['lib/template', 'lib/contract', 'lib/catalogue'],
  },
  {
    folder: 'lib/constructs',
    holds: 'CDK constructs, one idea in each file; they never see the fleet file',
    mayImport: ['lib/alerts', 'lib/contract', 'lib/engine', 'lib/catalogue'],
  },
  {
    folder: 'lib/stacks',
    holds: 'wiring only: from the plan to the props of constructs',
    mayImport: [
      'lib/constructs',
      'lib/rules',
      'lib/alerts',
      'lib/overhead',
      'lib/budgets',
      'lib/plan',
      'lib/engine',
      'lib/contract',
      'lib/figures',
    ],
  },
  {
    folder: 'lib/artifacts',
    holds:
      'what pushing and pinning decide about weights, images, the agent’s archive and the lock file, and how their formats are read from bytes; the commands do the fetching and sending',
    mayImport: ['lib/aws', 'lib/plan', 'lib/fleet', ...facts],
  },
  {
    folder: 'lib/measure',
    holds: 'what one measurement of a model on an instance does and costs, and the rows that it gives the plan',
    mayImport: ['lib/plan', 'lib/throughput', 'lib/fleet', 'lib/engine', ...numbers],
  },
  {
    folder: 'lib/prices',
    holds: 'what a price update decides about answers that a command has read: rows, changes, errors of the price list',
    mayImport: ['lib/aws', 'lib/fleet', 'lib/catalogue', 'lib/contract'],
  },
  {
    folder: 'lib/removal',
    holds: 'what taking a region out decides; the command asks AWS and deletes',
    mayImport: ['lib/alerts', 'lib/fleet', 'lib/catalogue', 'lib/contract'],
  },
  {
    folder: 'lib/tokens',
    holds: 'what a load balancer would say of a client’s access token',
    mayImport: ['lib/contract'],
  },
  {
    folder: 'lib/commands',
    holds:
      'the commands of the command line, a file or folder each, with all that a command reads, asks, writes and measures: the only place in lib/ with files, prompts, the clock and AWS',
    mayImport: [
      'lib/estimate',
      'lib/alerts',
      'lib/architecture',
      'lib/artifacts',
      'lib/catalogue',
      'lib/contract',
      'lib/engine',
      'lib/fleet',
      'lib/optimizer',
      'lib/overhead',
      'lib/budgets',
      'lib/plan',
      'lib/what-if',
      'lib/prices',
      'lib/rehearsal',
      'lib/sizing',
      'lib/measure',
      'lib/removal',
      'lib/doctor',
      'lib/report',
      'lib/tokens',
    ],
  },
  {
    folder: 'programs',
    holds: 'what Lambda functions and agent share: publishing metrics, naming errors in logs',
    mayImport: ['lib/contract', 'lib/aws'],
  },
  {
    folder: 'lambda/shared',
    holds: 'what several Lambda functions share',
    mayImport: ['programs', 'lib/contract', 'lib/catalogue', 'lib/aws'],
  },
  {
    folder: 'lambda/*',
    holds:
      'one Lambda function each (burn-meter, gpu-repair, cold-start-recorder, cell-review, rollout-watch): a thin handler, and pure logic that takes clock, randomness and AWS as parameters',
    mayImport: ['lambda/shared', 'programs', 'lib/contract', 'lib/catalogue', 'lib/engine', 'lib/aws'],
  },
  {
    folder: 'agent',
    holds:
      'the program on every GPU instance: boot, starting engines, steering HAProxy in front of them, readiness, drain, GPU health as the instance sees it, metrics',
    mayImport: ['programs', 'lib/contract', 'lib/catalogue', 'lib/engine', 'lib/aws'],
  },
  {
    folder: 'simulators',
    holds:
      'programs of our own that stand in for the engine, an instance and its metadata, and AWS: their answers, state, faults and speed',
    mayImport: ['lib/contract', 'lib/engine'],
  },
  {
    folder: 'local',
    holds: 'a fleet on this machine: emulators, the deployment to them, and an instance of it to call',
    mayImport: ['lib/*', 'bin', 'agent', 'simulators', 'lambda/*'],
  },
  { folder: 'scripts', holds: 'building, generating, verifying', mayImport: ['*'] },
  { folder: 'bench', holds: 'benchmarks', mayImport: ['*'] },
];
