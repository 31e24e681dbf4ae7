import fc from 'fast-check';

const jurisdictions = {
  two: ['us-east-1', 'us-west-2'],
  three: ['us-east-1', 'us-west-2', 'us-east-2'],
  overlapping: ['us-west-2', 'us-east-2'],
  one: ['us-east-2'],
};

const small = {
  weights: 'meta-llama/Llama-3.1-8B-Instruct',
  parametersBillion: 8.03,
  precision: 'fp8',
  layers: 32,
  kvHeads: 8,
  headDimension: 128,
  contextTokens: 131_072,
  tensorParallel: 1,
  instanceTypes: ['g6e.2xlarge', 'g6e.4xlarge'],
};

const demand = fc.record({
  meanRequestsPerSecond: fc.constantFrom(1, 0.01, 7.3, 40),
  meanInputTokens: fc.constantFrom(50, 900, 3000),
  meanOutputTokens: fc.constantFrom(1, 250),
});

const users = fc.constantFrom(
  undefined,
  undefined,
  { 'north-america-east': 1 },
  { 'europe-north': 0.7, 'asia-east': 0.3 },
);

const common = {
  demand,
  users,
  jurisdiction: fc.constantFrom(...(Object.keys(jurisdictions) as (keyof typeof jurisdictions)[])),
  survivorsShareRatio: fc.constantFrom(1, 0.9, 0.1),
  isTrial: fc.boolean(),
};

const batch = fc.record({
  ...common,
  shape: fc.constant('batch-inference'),
  objectives: fc.record({ deadlineHours: fc.constantFrom(8, 2, 24, 60) }),
  mode: fc.constant('active-active'),
});

const interactive = fc.record({
  ...common,
  shape: fc.constantFrom('realtime-assistant', 'retrieval-analytics'),
  objectives: fc.record({
    timeToFirstTokenSeconds: fc.constantFrom(2, 4),
    timePerOutputTokenSeconds: fc.constantFrom(0.1, 0.15),
  }),
  mode: fc.constantFrom('active-active', 'warm-standby', 'pilot-light'),
});

/** A third of workloads are batches. */
const workloads = fc.array(fc.oneof({ weight: 2, arbitrary: interactive }, { weight: 1, arbitrary: batch }), {
  minLength: 1,
  maxLength: 3,
});

/** One to three workloads of any shape, demand and failover mode, on two models; the sizes of groups are left to the plan. */
export const anyFleet: fc.Arbitrary<object> = fc
  .record({
    workloads,
    overflow: fc.record({
      'for-people': fc.constantFrom(undefined, undefined, 1, 5),
      'for-batches': fc.constantFrom(undefined, undefined, 1, 5),
    }),
  })
  .map(({ workloads, overflow }) => {
    const used = [...new Set(workloads.map(({ jurisdiction }) => jurisdiction))];
    const modelOf = (shape: string) => (shape === 'batch-inference' ? 'for-batches' : 'for-people');
    return {
      name: 'any',
      owner: 'a@example.com',
      account: '111122223333',
      domain: 'ai.example.com',
      hostedZoneId: 'Z0123456789EXAMPLE',
      runbookBaseUrl: 'https://example.com/runbooks',
      workloads: workloads.map(({ shape, demand, users, objectives, jurisdiction, mode, ...failover }, index) => ({
        name: `workload-${index}`,
        shape,
        model: modelOf(shape),
        demand,
        ...(users && { users }),
        maxInputTokens: 4096,
        maxOutputTokens: 512,
        objectives,
        jurisdiction,
        failover:
          // A jurisdiction of one region has nowhere to fail over to.
          failover.isTrial || jurisdiction === 'one'
            ? { none: 'a trial', owner: 'a@example.com' }
            : { mode, recoverySeconds: 3000, survivorsShareRatio: failover.survivorsShareRatio },
      })),
      regions: [...new Set(used.flatMap((name) => jurisdictions[name]))],
      jurisdictions: Object.fromEntries(used.map((name) => [name, jurisdictions[name]])),
      budgetsUsdPerMonth: { training: 1, evaluation: 1, serving: 1e9 },
      models: [...new Set(workloads.map(({ shape }) => modelOf(shape)))].map((name) => ({
        name,
        ...small,
        ...(overflow[name] && { pools: { overflow: { maxInstances: overflow[name] } } }),
      })),
      access: { jwtIssuer: 'https://login.example.com' },
    };
  });
