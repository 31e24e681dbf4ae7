import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { fleetAlerts } from '../../lib/alerts/fleet-alerts';
import { stackFindings } from '../../lib/overhead/stack-findings';
import { stackResources } from '../../lib/overhead/stack-resources';
import { deployedPart } from '../../lib/plan/deployed-part';
import type { Plan } from '../../lib/plan/plan';
import { chatFleetText, edit, exampleFleets, planOf, validPlan } from '../support/fleets';
import { appOf } from '../support/templates';

/** Resources of every serving, operations and traffic stack as CDK makes them. */
const synthesized = (plan: Plan): [string, number][] =>
  appOf(plan)
    .node.children.filter(
      (child): child is Stack => Stack.isStack(child) && /-(serving|operations|traffic)/.test(child.stackName),
    )
    .map((stack): [string, number] => [
      stack.stackName,
      Object.keys(Template.fromStack(stack).toJSON().Resources ?? {}).length,
    ])
    .sort();

const counted = (plan: Plan): [string, number][] => {
  const deployed = deployedPart(plan);
  return stackResources(deployed, fleetAlerts(deployed))
    .map(({ stack, region, resources }): [string, number] => [
      `${plan.fleet.name}-${stack}${region === undefined ? '' : `-${region}`}`,
      resources,
    ])
    .sort();
};

const types = 'instanceTypes: [p5.48xlarge, p5en.48xlarge]';

const withPools = (pools: string): Plan =>
  planOf(edit(edit(chatFleetText(), types, `${types}\n    ${pools}`), 'serving: 400000', 'serving: 900000'))
    .plan as Plan;

/** `count` models with a workload and an overflow pool each, all in one region. */
function manyModels(count: number): string {
  const numbers = Array.from({ length: count }, (_, index) => index);
  return `name: many
owner: us@example.com
account: '111122223333'
domain: ai.example.com
hostedZoneId: Z0123456789EXAMPLE
runbookBaseUrl: https://example.com/runbooks
workloads:
${numbers.map((index) => `  - { name: w${index}, shape: realtime-assistant, model: m${index}, demand: { meanRequestsPerSecond: 1, meanInputTokens: 900, meanOutputTokens: 250 }, maxInputTokens: 4096, maxOutputTokens: 1024, objectives: { timeToFirstTokenSeconds: 3, timePerOutputTokenSeconds: 0.1 }, jurisdiction: us, failover: { none: we can wait, owner: us@example.com } }`).join('\n')}
regions: [us-east-2]
jurisdictions: { us: [us-east-2] }
budgetsUsdPerMonth: { training: { none: none here, owner: us@example.com }, evaluation: 200, serving: 5000000 }
models:
${numbers.map((index) => `  - { name: m${index}, weights: meta-llama/Llama-3.1-8B-Instruct, parametersBillion: 8.03, precision: fp8, layers: 32, kvHeads: 8, headDimension: 128, contextTokens: 131072, tensorParallel: 1, instanceTypes: [g6e.2xlarge, g6e.4xlarge], pools: { baseline: { warmInstances: 1 }, overflow: { maxInstances: 2 } } }`).join('\n')}
access: { jwtIssuer: https://login.example.com }
`;
}

describe('resources of a stack are counted as CDK makes them', () => {
  test.each(exampleFleets)('%s', (path) => {
    const plan = validPlan(path);

    expect(counted(plan)).toEqual(synthesized(plan));
  });

  test.each([
    ['spot', 'pools: { overflow: { maxInstances: 2 } }'],
    ['a warm pool', 'pools: { baseline: { warmInstances: 1 } }'],
    ['reservations', 'pools: { baseline: { reservations: { us-east-1: [cr-0123456789abcdef0] } } }'],
    [
      'busy hours',
      'pools: { baseline: { busyHours: [{ days: [MON], from: "08:00", to: "18:00", timeZone: America/New_York, minInstances: 4 }] } }',
    ],
    ['a compile cache', 'compileCache: true'],
  ])('with %s', (_what, pools) => {
    const plan = withPools(pools);

    expect(counted(plan)).toEqual(synthesized(plan));
  });
});

describe('a stack with more than 500 resources', () => {
  test('is refused before a synthesis, with what it is made of and how much less is needed', () => {
    // 20 workloads fill the load balancer's 100 rules: 8 + 20 × (14 + 2 + 1) + 20 × (5 + 2) + 19
    const { plan } = planOf(manyModels(20));

    expect(stackFindings(plan as Plan)).toEqual([
      expect.objectContaining({
        level: 'error',
        path: 'models',
        message:
          'make the serving stack of us-east-2 larger than CloudFormation allows, got "507 resources: 8 of the region, 340 of 20 cells, 159 of 20 workloads", expected at most 500 resources in a stack; split the fleet in two files, of which each has its own stacks, or serve at least 1 fewer models in us-east-2',
      }),
    ]);
  });

  test('one model fewer is synthesized', () => {
    const plan = planOf(manyModels(19)).plan as Plan;

    expect(stackFindings(plan)).toEqual([]);
    expect(Math.max(...synthesized(plan).map(([, resources]) => resources))).toBe(8 + 19 * 17 + 19 * 7 + 18);
  });
});
