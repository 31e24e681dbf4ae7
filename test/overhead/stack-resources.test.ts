import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { fleetAlerts } from '../../lib/alerts/fleet-alerts';
import { stackFindings } from '../../lib/overhead/stack-findings';
import { stackResources } from '../../lib/overhead/stack-resources';
import { userDataBytes } from '../../lib/overhead/user-data-bytes';
import { deployedPart } from '../../lib/plan/deployed-part';
import type { Plan } from '../../lib/plan/plan';
import { chatFleetText, edit, exampleFleets, planOf, validPlan } from '../support/fleets';
import { appOf } from '../support/templates';

interface Size {
  readonly resources: number;
  readonly templateBytes: number;
  readonly parameters: number;
}

/** Every serving, operations and traffic stack as CDK makes it. */
function sizes(plan: Plan): [string, Size][] {
  const made = synthesizedSizes.get(plan) ?? synthesizedSizesOf(plan);
  synthesizedSizes.set(plan, made);
  return made;
}

const synthesizedSizes = new Map<Plan, [string, Size][]>();

const synthesizedSizesOf = (plan: Plan): [string, Size][] =>
  appOf(plan)
    .node.children.filter(
      (child): child is Stack => Stack.isStack(child) && /-(serving|operations|traffic)/.test(child.stackName),
    )
    .map((stack): [string, Size] => {
      const template = Template.fromStack(stack).toJSON() as Readonly<Record<string, object>>;
      return [
        stack.stackName,
        {
          resources: Object.keys(template.Resources ?? {}).length,
          templateBytes: JSON.stringify(template, undefined, 1).length,
          parameters: Object.keys(template.Parameters ?? {}).length,
        },
      ];
    })
    .sort(byName);

/** The same as the plan counts it. */
const countedSizes = (plan: Plan): [string, Size][] => {
  const deployed = deployedPart(plan);
  return stackResources(deployed, fleetAlerts(deployed))
    .map(({ stack, region, resources, templateBytes, parameters }): [string, Size] => [
      `${plan.fleet.name}-${stack}${region === undefined ? '' : `-${region}`}`,
      { resources, templateBytes, parameters },
    ])
    .sort(byName);
};

const byName = ([a]: [string, Size], [b]: [string, Size]): number => (a < b ? -1 : 1);

const resourcesOf = ([name, { resources }]: [string, Size]): [string, number] => [name, resources];
const synthesized = (plan: Plan): [string, number][] => sizes(plan).map(resourcesOf);
const counted = (plan: Plan): [string, number][] => countedSizes(plan).map(resourcesOf);

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

  test.each(exampleFleets)('%s: bytes and parameters of templates stay below what is counted, and near it', (path) => {
    const plan = validPlan(path);
    const known = new Map(countedSizes(plan));
    for (const [name, { resources, templateBytes, parameters }] of sizes(plan)) {
      expect(templateBytes, name).toBeLessThanOrEqual(known.get(name)?.templateBytes ?? 0);
      expect(parameters, name).toBeLessThanOrEqual(known.get(name)?.parameters ?? 0);
      if (resources > 20) {
        expect(templateBytes, name).toBeGreaterThan(0.6 * (known.get(name)?.templateBytes ?? 0));
      }
    }
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
    // 20 workloads fill the load balancer's 100 rules: 14 + 20 × (14 + 2 + 1) + 20 × (5 + 2) + 19
    const { plan } = planOf(manyModels(20));

    expect(stackFindings(plan as Plan)).toEqual([
      expect.objectContaining({
        level: 'error',
        path: 'models',
        message:
          'make the serving stack of us-east-2 larger than CloudFormation allows, got "513 resources: 14 of the region, 340 of 20 cells, 159 of 20 workloads", expected at most 500 resources in a stack; split the fleet in two files, of which each has its own stacks, or serve at least 1 fewer models in us-east-2',
      }),
    ]);
  });

  test('one model fewer is synthesized', () => {
    const plan = planOf(manyModels(19)).plan as Plan;

    expect(stackFindings(plan)).toEqual([]);
    expect(Math.max(...synthesized(plan).map(([, resources]) => resources))).toBe(14 + 19 * 17 + 19 * 7 + 18);
  });
});

describe('user data', () => {
  /** An adapter for each of `count` groups of `tenants` tenants. */
  const withAdapters = (count: number, tenants: number): Plan => {
    const names = (of: number, what: string) => Array.from({ length: of }, (_, index) => `${what}-${index}`);
    const adapters = names(count, 'adapter').map(
      (name) =>
        `{ name: ${name}, rank: 16, sha256: "${'a'.repeat(64)}", tenants: [${names(tenants, 'tenant-of-a-customer').join(', ')}] }`,
    );
    const text = edit(
      chatFleetText(),
      '    tensorParallel: 4',
      `    tensorParallel: 4\n    engine: { loraAdapters: [${adapters.join(', ')}] }`,
    );
    return planOf(edit(text, 'serving: 400000', 'serving: 9000000')).plan as Plan;
  };

  const userDataOf = (plan: Plan): number[] =>
    appOf(plan)
      .node.children.filter((child): child is Stack => Stack.isStack(child) && /-serving/.test(child.stackName))
      .flatMap((stack) =>
        Object.values(Template.fromStack(stack).findResources('AWS::EC2::LaunchTemplate')).map(({ Properties }) => {
          const text = Properties.LaunchTemplateData.UserData['Fn::Base64'];
          const parts: unknown[] = typeof text === 'string' ? [text] : text['Fn::Join'][1];
          // what CloudFormation fills in: digests of 71 characters and ARNs of about 110
          return parts.reduce<number>((sum, part) => sum + (typeof part === 'string' ? part.length : 110), 0);
        }),
      );

  test.each([
    ['of the default', () => validPlan()],
    ['with adapters of many tenants', () => withAdapters(4, 40)],
  ])('%s is at most what is counted, and near it', (_what, plan) => {
    const [model] = plan().models;
    const [largest = 0] = userDataOf(plan()).sort((a, b) => b - a);

    expect(largest).toBeLessThanOrEqual(userDataBytes(model as Plan['models'][number], plan().fleet.network));
    expect(largest).toBeGreaterThan(userDataBytes(model as Plan['models'][number], plan().fleet.network) - 1500);
  });

  test('larger than EC2 takes is refused before a synthesis', () => {
    expect(stackFindings(withAdapters(8, 60))).toMatchObject([
      {
        path: 'models[0].engine',
        message: expect.stringContaining('makes the user data of its instances larger than EC2 takes'),
      },
    ]);
  });
});
