import type { Claim } from './claim';

/** Claims about the programs on instances, and about what watches the instances. */
export const instanceClaims: readonly Claim[] = [
  {
    what: 'The agent on every GPU instance works ([agent.md](agent.md))',
    shown: [
      {
        kinds: ['simulated'],
        command: 'npm run test:agent',
        how: "the agent's bundle and its boot script run as real processes, with a test engine, instance metadata, a recorder of AWS calls and moto's S3: boot, hangs, drains, faults, restarts, and compiled code that is kept and found. This needs Python 3.10",
      },
    ],
    onlyOnARealAccount: 'GPUs, containers, vLLM and what it compiles, instances of EC2',
  },
  {
    what: 'HAProxy passes requests on unharmed, and adds salts that no client can forge ([decision 32](decisions/0032-haproxy-on-the-serving-port.md))',
    shown: [
      {
        kinds: ['simulated'],
        command: 'npm run test:agent -- test/agent/guard-port.test.ts test/agent/guard-body.test.ts',
        how: 'an unmodified HAProxy from Debian in front of test engines: framing, paths, slow and long requests, 500 streams, engines that end; hundreds of bodies, whole and broken, are read by Python before and after',
      },
    ],
    onlyOnARealAccount: 'its container image; its speed beside a full p5',
  },
  {
    what: 'The cost of the agent for its instance, and its download speed for weights',
    shown: [
      {
        kinds: ['measured'],
        command: 'npm run bench:agent',
        how: 'the agent’s bundle under its own Node: latency and chunks of HAProxy beside direct requests to the engine, memory under 40 bodies of 31 MB, idle CPU and memory growth; its download compared with s5cmd and the AWS CLI, with the ratios printed. This needs Go and Python 3.10',
      },
    ],
    onlyOnARealAccount: 'S3 over a network and TLS, many cores, NVMe',
  },
  {
    what: 'Agent and HAProxy lose no request without a fault, for half an hour ([agent.md](agent.md#half-an-hour-of-load-and-faults))',
    shown: [
      {
        kinds: ['measured'],
        command: 'npm run soak:agent -- --minutes 30',
        how: 'streams, whole answers, long and malformed bodies and clients that leave, while engines are killed, hang, refuse and fail, HAProxy and agent are killed, and AWS throttles; lost requests by fault, memory of both',
      },
    ],
    onlyOnARealAccount: 'vLLM, weeks instead of half an hour',
  },
  {
    what: 'Sick instances are replaced, within bounds ([instances.md](instances.md))',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/lambda/gpu-repair',
        how: 'the rules and bounds of the repair function, its handler and its deployed bundle',
      },
      {
        kinds: ['driven on moto'],
        command: 'npm run test:emulators -- test/emulators/gpu-repair.test.ts',
        how: 'the bundle against Auto Scaling, DynamoDB and CloudWatch: repeated, reordered and late requests, a storm, a missing table',
      },
    ],
    onlyOnARealAccount: 'real faults, and the condition on which identity may report one',
  },
  {
    what: 'Failed launches are recorded',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/lambda/cold-start-recorder',
        how: 'each text that AWS documents about a failed launch, the handler of the function and its deployed bundle',
      },
    ],
    onlyOnARealAccount: "AWS's real events",
  },
  {
    what: 'What a failed launch leaves can be read ([instances.md](instances.md))',
    shown: [
      {
        kinds: ['unit-tested', 'simulated'],
        command: 'npm test -- test/engine/allowed-log-lines.test.ts test/commands/launches',
        how: 'the lines of an engine that may leave an instance, and the command on what instances have stored',
      },
      {
        kinds: ['simulated'],
        command: 'npm run test:agent -- test/agent/served.test.ts',
        how: 'engines that refuse, answer garbage or fail users, a late hook, a denied secret, a full disk and a crash loop: each has its cause, and evidence in S3',
      },
    ],
    onlyOnARealAccount: 'the logs of a real engine',
  },
  {
    what: 'The cell review compares cold starts and TTFT with the week before and the plan, and scale-outs with the load',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/lambda/cell-review',
        how: 'the handler of the review and its deployed bundle, on days with and without data',
      },
    ],
    onlyOnARealAccount: "AWS's real events and metrics",
  },
  {
    what: 'The plan can be calibrated from the deployed fleet ([plan.md](plan.md))',
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
    what: 'A model is measured on one instance, and the plan uses the rows ([measure.md](measure.md))',
    shown: [
      {
        kinds: ['driven on moto'],
        command: 'npm run test:emulators -- test/emulators/measure.test.ts',
        how: 'the real command against EC2, Auto Scaling, STS and S3: launch, the user data of the launched instance run as a script, results through a signed address, termination, Ctrl-C, refusals. The agent’s bundle boots the test engine and loads it with a stand-in for `vllm bench serve`',
      },
      {
        kinds: ['simulated'],
        command: 'npm run test:agent -- test/agent/measure.test.ts',
        how: 'the agent with an order: steps, a missed objective, an engine that does not load; it completes no hook and publishes nothing',
      },
      {
        kinds: ['unit-tested'],
        command: 'npm test -- test/measure test/engine/benchmark-result.test.ts',
        how: 'a result file that the client of vLLM 0.33.0 wrote against the test engine is read',
      },
    ],
    onlyOnARealAccount: 'a GPU, vLLM under load, `docker exec` of its benchmark, and a shutdown that terminates',
  },
  {
    what: 'A fleet on this machine answers: agent and HAProxy serve a deployed cell ([local.md](local.md))',
    shown: [
      {
        kinds: ['driven on ministack', 'simulated'],
        command: 'npm run test:aws',
        how: 'the real command; the agent gets its parameters from the deployed launch template, its secret and weights from the deployed secret and bucket; the printed `curl` line streams an answer of a test engine through HAProxy',
      },
    ],
    onlyOnARealAccount: 'a GPU, vLLM, containers, the load balancer with its token check, DNS and TLS',
  },
  {
    what: 'The local deployment handles faults and leaves nothing behind',
    shown: [
      {
        kinds: ['unit-tested'],
        command: 'npm run test:aws',
        how: 'the real command with a port in use, an emulator that is killed halfway, a second run, Ctrl-C, no network, and no Python',
      },
    ],
  },
];
