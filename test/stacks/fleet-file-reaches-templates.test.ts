import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { describe, expect, test } from 'vitest';
import { loadPins } from '../../lib/fleet/lock-file';
import { type MeasuredLoad, nothingMeasured } from '../../lib/fleet/measurements';
import { withMeasurements } from '../../lib/fleet/with-measurements';
import { makePlan } from '../../lib/plan/make-plan';
import type { Plan } from '../../lib/plan/plan';
import { validatedFleetApp } from '../../lib/stacks/validated-app';
import { chatFleetText, edit, load, planOf, validPlan } from '../support/fleets';
import { readText } from '../support/project-root';
import { appOf } from '../support/templates';

const planWith = (...edits: [string, string][]): Plan => {
  const { plan, findings } = planOf(edits.reduce((text, [from, to]) => edit(text, from, to), chatFleetText()));
  expect(plan, JSON.stringify(findings)).toBeDefined();
  return plan as Plan;
};

const template = (plan: Plan, stack: string): Template =>
  Template.fromStack(appOf(plan).node.findChild(`assistant-${stack}`) as Stack);

describe('contacts', () => {
  const plan = planWith([
    'access:',
    'contacts: { critical: pager@example.com, warning: desk@example.com, finance: money@example.com }\naccess:',
  ]);

  /** Which address reads which topic. */
  const readers = (stack: string): Record<string, string> => {
    const { Resources } = template(plan, stack).toJSON() as {
      Resources: Record<string, { Type: string; Properties: Record<string, unknown> }>;
    };
    const topicNames = Object.fromEntries(
      Object.entries(Resources)
        .filter(([, { Type }]) => Type === 'AWS::SNS::Topic')
        .map(([id, { Properties }]) => [id, String(Properties.TopicName)]),
    );
    return Object.fromEntries(
      Object.values(Resources)
        .filter(({ Type }) => Type === 'AWS::SNS::Subscription')
        .map(({ Properties }) => [
          topicNames[(Properties.TopicArn as { Ref: string }).Ref],
          String(Properties.Endpoint),
        ]),
    );
  };

  test('read the topic of their severity, and finance the budgets', () => {
    expect(readers('operations-us-east-1')).toEqual({
      'assistant-critical': 'pager@example.com',
      'assistant-warning': 'desk@example.com',
    });
    expect(readers('account')).toEqual({ 'assistant-budgets': 'money@example.com' });
  });

  test('hear of critical alarms on the critical topic, and of warnings on the other', () => {
    const operations = template(plan, 'operations-us-east-1');
    const topicOf = (alarm: string): string => {
      const [found] = Object.values(operations.findResources('AWS::CloudWatch::Alarm')).filter(
        ({ Properties }) => Properties.AlarmName === alarm,
      );
      const [action] = (found?.Properties.AlarmActions ?? []) as { Ref: string }[];
      return operations.toJSON().Resources[action?.Ref ?? ''].Properties.TopicName;
    };

    expect(topicOf('assistant-llama-70b-no-ready-instance')).toBe('assistant-critical');
    expect(topicOf('assistant-unpriced-instances')).toBe('assistant-warning');
  });
});

describe('access', () => {
  test('the claim that tells tenants apart reaches the instances', () => {
    const serving = template(
      planWith(['audience: assistant', 'audience: assistant, tenantClaim: org_id']),
      'serving-us-east-1',
    );
    const [launch] = Object.values(serving.findResources('AWS::EC2::LaunchTemplate'));

    expect(JSON.stringify(launch?.Properties.LaunchTemplateData.UserData)).toMatch(/tenantClaim[\\"]+: [\\"]+org_id/);
  });

  test('the tenants of an adapter reach the instances', () => {
    const sha256 = 'a'.repeat(64);
    const adapter = `{ name: legal, rank: 16, sha256: ${sha256}, tenants: [acme] }`;
    const plan = planWith([
      '    tensorParallel: 4',
      `    tensorParallel: 4\n    engine: { loraAdapters: [${adapter}] }`,
    ]);
    const [launch] = Object.values(template(plan, 'serving-us-east-1').findResources('AWS::EC2::LaunchTemplate'));

    const parameters = JSON.stringify(launch?.Properties.LaunchTemplateData.UserData).replaceAll(
      /[\\\s]|(?<=\\)n/g,
      '',
    );
    expect(parameters).toContain('"adapterTenants":[{"name":"legal","tenants":["acme"]}]');
  });

  test('a stated key set, audience and claim reach the listener', () => {
    const plan = planWith([
      'audience: assistant',
      'audience: others, audienceFormat: string-array, requiredClaims: [{ name: client_id, value: desk }], jwksUrl: https://keys.example.com/set',
    ]);

    template(plan, 'serving-us-east-1').hasResourceProperties('AWS::ElasticLoadBalancingV2::ListenerRule', {
      Actions: Match.arrayWith([
        Match.objectLike({
          JwtValidationConfig: {
            Issuer: 'https://login.example.com',
            JwksEndpoint: 'https://keys.example.com/set',
            AdditionalClaims: [
              { Name: 'aud', Format: 'string-array', Values: ['others'] },
              { Name: 'client_id', Format: 'single-string', Values: ['desk'] },
            ],
          },
        }),
      ]),
    });
  });

  test('a stated limit of requests reaches the firewall', () => {
    const plan = planWith(['audience: assistant', 'audience: assistant, requestsPer5MinutesPerClient: 3000']);

    template(plan, 'serving-us-east-1').hasResourceProperties('AWS::WAFv2::WebACL', {
      Rules: Match.arrayWith([
        Match.objectLike({ Statement: { RateBasedStatement: Match.objectLike({ Limit: 3000 }) } }),
      ]),
    });
  });

  test('the load balancer can fetch the key set, and reach nothing else but its instances', () => {
    const serving = template(validPlan(), 'serving-us-east-1');

    serving.hasResourceProperties('AWS::EC2::SecurityGroup', {
      GroupDescription: 'Clients of the fleet',
      SecurityGroupEgress: [Match.objectLike({ CidrIp: '0.0.0.0/0', FromPort: 443, ToPort: 443 })],
    });
    const egress = Object.values(serving.findResources('AWS::EC2::SecurityGroupEgress')).map(
      ({ Properties }) => Properties.FromPort,
    );
    expect(egress.sort()).toEqual([8080, 8081]);
  });
});

describe('pins', () => {
  test('that are resolved stand in the template, which then asks for nothing', () => {
    const { fleet } = load(chatFleetText());
    const digest = `sha256:${'b'.repeat(64)}`;
    const manifest = `sha256:${'c'.repeat(64)}`;
    const agent = `sha256:${'d'.repeat(64)}`;
    const { pins } = loadPins(
      `machineImages: { us-east-1: { id: ami-0123456789abcdef0, status: resolved } }\nengineImageDigest: { id: '${digest}', status: resolved }\nguardImageDigest: { id: '${digest}', status: resolved }\nagent: { id: '${agent}', status: resolved }\nweights: { llama-70b: { manifest: '${manifest}', status: resolved } }`,
      ['us-east-1', 'us-west-2'],
      ['llama-70b'],
    );
    const plan = makePlan(fleet as NonNullable<typeof fleet>, pins).plan as Plan;
    const serving = template(plan, 'serving-us-east-1').toJSON();

    expect(Object.keys(serving.Parameters)).toEqual(['BootstrapVersion']);
    expect(JSON.stringify(serving)).toContain('"ImageId":"ami-0123456789abcdef0"');
    expect(JSON.stringify(serving)).toContain(digest);
    expect(JSON.stringify(serving)).toContain(manifest);
    expect(JSON.stringify(serving)).toContain(agent);
  });
});

describe('negotiated prices', () => {
  test('reach the burn meter of their region', () => {
    const plan = planWith(['access:', 'pricesUsdPerHour: { p5.48xlarge: { us-west-2: 41.5 } }\naccess:']);
    const prices = (region: string): string =>
      Object.values(template(plan, `operations-${region}`).findResources('AWS::Lambda::Function'))[0]?.Properties
        .Environment.Variables.POLYREGION_NEGOTIATED_PRICES;

    expect(prices('us-west-2')).toBe('{"p5.48xlarge":41.5}');
    expect(prices('us-east-1')).toBe('{}');
  });
});

describe('the engine', () => {
  test('is told the limits of the slowest allowed type, whichever comes first', () => {
    const longPrompts = ['maxInputTokens: 8192', 'maxInputTokens: 24000'] as [string, string];
    const told = (...order: [string, string][]): string =>
      JSON.stringify(
        template(
          planWith(longPrompts, ['serving: 400000', 'serving: 900000'], ...order),
          'serving-us-east-1',
        ).findResources('AWS::EC2::LaunchTemplate'),
      );
    const concurrency = (text: string): string | undefined =>
      /maxConcurrentRequestsPerReplica[^0-9]*(\d+)/.exec(text)?.[1];

    const swapped = told(['[p5.48xlarge, p5en.48xlarge]', '[p5en.48xlarge, p5.48xlarge]']);

    expect(concurrency(swapped)).toMatch(/^\d+$/);
    expect(concurrency(swapped)).toBe(concurrency(told()));
  });
});

describe('tolerated Xids', () => {
  const told = (plan: Plan): string =>
    JSON.stringify(template(plan, 'serving-us-east-1').findResources('AWS::EC2::LaunchTemplate'));

  test('reach the instances of their model', () => {
    const plan = planWith(['    precision: fp8', '    toleratedXidCodes: [63]\n    precision: fp8']);

    expect(told(plan)).toMatch(/toleratedXidCodes[\\"]+: ?\[\s*(\\+n\s*)?63/);
  });

  test('are none by default, which no instance needs to be told', () => {
    expect(told(validPlan())).not.toContain('toleratedXidCodes');
  });
});

describe('profiles', () => {
  const profile: MeasuredLoad = {
    concurrentRequestsPerReplica: 16,
    requestsPerSecondPerReplica: 1,
    inputTokensPerSecondPerReplica: 1000,
    outputTokensPerSecondPerReplica: 200,
    timeToFirstTokenP50Seconds: 0.2,
    timeToFirstTokenP95Seconds: 0.4,
    timePerOutputTokenP50Seconds: 0.02,
    timePerOutputTokenP95Seconds: 0.03,
    workloads: ['chat'],
    minutes: 60,
    until: '2026-11-20',
  };
  const cells = (plan: Plan): Record<string, unknown> =>
    JSON.parse(
      Object.values(template(plan, 'operations-us-east-1').findResources('AWS::Lambda::Function'))
        .map(({ Properties }) => Properties.Environment.Variables.POLYREGION_REVIEWED_CELLS)
        .find((text) => text !== undefined),
    );

  test('reach the recorder by the date of the newest', () => {
    const { fleet } = load(chatFleetText());
    const of = (until: string) => ({ ...profile, until });
    const measurements = {
      ...nothingMeasured,
      throughput: { 'llama-70b': { 'p5.48xlarge': [of('2026-11-01'), of('2026-11-20')] } },
    };
    const pins = loadPins(undefined, ['us-east-1', 'us-west-2']).pins;
    const plan = makePlan(withMeasurements(fleet as NonNullable<typeof fleet>, measurements), pins).plan as Plan;

    expect(cells(plan)).toMatchObject({ 'llama-70b': { profiledOn: '2026-11-20' } });
  });

  test('are none where nothing was measured', () => {
    expect(cells(validPlan())['llama-70b']).not.toHaveProperty('profiledOn');
  });
});

describe('the app that is synthesized', () => {
  test('fails on a finding of the rule pack', () => {
    const app = validatedFleetApp(validPlan());
    new Bucket(new Stack(app, 'Planted'), 'Bare');

    expect(() => app.synth()).toThrow(/AwsSolutions-S1/);
  });

  test('passes without one', () => {
    expect(() => validatedFleetApp(validPlan()).synth()).not.toThrow();
  });

  test('is the one that cdk.json runs', () => {
    expect(readText('bin/app.ts')).toContain('validatedFleetApp(plan, { rollout }).synth()');
    expect(JSON.parse(readText('cdk.json')).app).toBe('node dist/bin/app.js');
  });
});

test('what the fleet file says about an engine reaches its instances as flags', () => {
  const before = '    tensorParallel: 4\n';
  const engine = '    engine: { chat: false, toolCallParser: hermes, maxBatchedTokens: 8192 }\n';
  const serving = template(planWith([before, before + engine]), 'serving-us-east-1');

  const [instances] = Object.values(serving.findResources('AWS::EC2::LaunchTemplate'));
  const userData = JSON.stringify(instances?.Properties.LaunchTemplateData.UserData).replace(/\\n|\\|\s/g, '');
  expect(userData).toContain('"chat":false');
  expect(userData).toContain(
    '"engineFlags":["--enable-auto-tool-choice","--tool-call-parser","hermes","--max-num-batched-tokens","8192"]',
  );
});

test('how a model loads and what it keeps reaches its instances, and their role', () => {
  const before = '    tensorParallel: 4\n';
  const plan = planWith([before, `${before}    parallelLoading: true\n    compileCache: true\n`]);
  const serving = template(plan, 'serving-us-east-1');

  const [instances] = Object.values(serving.findResources('AWS::EC2::LaunchTemplate'));
  const userData = JSON.stringify(instances?.Properties.LaunchTemplateData.UserData).replaceAll('\\', '');
  expect(userData).toContain('"parallelLoading": true');
  expect(userData).toContain('"compileCache": true');
  serving.hasResourceProperties('AWS::IAM::Policy', {
    PolicyDocument: {
      Statement: Match.arrayWith([
        Match.objectLike({ Action: 's3:PutObject', Condition: { Null: { 's3:if-none-match': 'false' } } }),
      ]),
    },
  });
});
