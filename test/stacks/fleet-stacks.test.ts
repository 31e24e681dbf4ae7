import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { afterAll, describe, expect, test } from 'vitest';
import type { CellPlan } from '../../lib/plan/capacity/cell';
import type { CellCost } from '../../lib/plan/cost/cell-cost';
import type { ModelPlan, Plan } from '../../lib/plan/plan';
import { fleetApp } from '../../lib/stacks/fleet-app';
import { chatFleetText, edit, planOf, validPlan } from '../support/fleets';
import { appOf } from '../support/templates';

const app = appOf(validPlan());
const stacks = app.node.children.filter((child) => child instanceof Stack);
const templates = new Map(stacks.map((stack) => [stack.stackName, Template.fromStack(stack)]));
const template = (name: string): Template => templates.get(name) as Template;

interface Resource {
  readonly Type: string;
  readonly Properties?: Record<string, unknown>;
}

const resourcesOf = (name: string): [string, Resource][] =>
  Object.entries(template(name).toJSON().Resources as Record<string, Resource>);

interface PolicyStatement {
  readonly Action: string | string[];
  readonly Condition?: { readonly StringEquals: Readonly<Record<string, string>> };
}

const statementsOf = (properties: Resource['Properties'] = {}): PolicyStatement[] =>
  (properties.PolicyDocument as { Statement: PolicyStatement[] }).Statement;

/** Names of the properties under which resource types take their tags. */
const tagProperties = ['Tags', 'TagSpecifications', 'HealthCheckTags', 'ResourceTags'];

describe('the stacks of the default fleet', () => {
  test('are one for the account, one for traffic and four in each region', () => {
    expect([...templates.keys()].sort()).toEqual([
      'assistant-account',
      'assistant-artifacts-us-east-1',
      'assistant-artifacts-us-west-2',
      'assistant-network-us-east-1',
      'assistant-network-us-west-2',
      'assistant-operations-us-east-1',
      'assistant-operations-us-west-2',
      'assistant-serving-us-east-1',
      'assistant-serving-us-west-2',
      'assistant-traffic',
    ]);
  });

  test('regions do not depend on each other', () => {
    for (const stack of stacks.filter(({ stackName }) => !stackName.endsWith('traffic'))) {
      for (const dependency of stack.dependencies) {
        expect(dependency.region, `${stack.stackName} → ${dependency.stackName}`).toBe(stack.region);
      }
    }
  });

  test('no template names another region, except those of traffic', () => {
    for (const [name, one] of templates) {
      const region = stacks.find(({ stackName }) => stackName === name)?.region;
      const other = region === 'us-east-1' ? 'us-west-2' : 'us-east-1';
      if (!name.endsWith('traffic')) {
        expect(JSON.stringify(one.toJSON()), name).not.toContain(other);
      }
    }
  });

  test('everything that can carry a tag carries its phase', () => {
    const untaggable = new Set<string>();
    for (const name of templates.keys()) {
      const phase = name.includes('-serving-') ? 'serving' : 'shared';
      for (const [id, { Type, Properties }] of resourcesOf(name)) {
        const tags: unknown = tagProperties.map((key) => Properties?.[key]).find((value) => value !== undefined);
        if (tags === undefined) {
          untaggable.add(Type);
        } else {
          expect(JSON.stringify(tags), `${name} ${id}`).toMatch(
            new RegExp(`"Phase",("PropagateAtLaunch":true,)?"Value":"${phase}"`),
          );
        }
      }
    }
    expect([...untaggable].sort()).toEqual([
      'AWS::AutoScaling::ScalingPolicy',
      'AWS::EC2::Route',
      'AWS::EC2::SecurityGroupEgress',
      'AWS::EC2::SecurityGroupIngress',
      'AWS::EC2::SubnetRouteTableAssociation',
      'AWS::EC2::VPCGatewayAttachment',
      'AWS::IAM::InstanceProfile',
      'AWS::IAM::Policy',
      'AWS::Lambda::EventInvokeConfig',
      'AWS::Lambda::Permission',
      'AWS::Route53::RecordSet',
      'AWS::S3::BucketPolicy',
      'AWS::SNS::Subscription',
      'AWS::SNS::TopicPolicy',
      'AWS::SQS::QueuePolicy',
      'AWS::WAFv2::WebACLAssociation',
    ]);
  });

  test('an unresolved pin is a parameter without default', () => {
    const parameters = template('assistant-serving-us-east-1').toJSON().Parameters as Record<
      string,
      { Default?: string }
    >;

    expect(parameters.MachineImageId).toMatchObject({ Type: 'AWS::EC2::Image::Id' });
    expect(parameters.MachineImageId?.Default).toBeUndefined();
    expect(parameters.EngineImageDigest?.Default).toBeUndefined();
    const [manifest] = Object.entries(parameters).filter(([id]) => id.startsWith('Modelsllama70bWeightsManifest'));
    expect(manifest?.[1]).toMatchObject({ AllowedPattern: '^sha256:[0-9a-f]{64}$' });
    expect(manifest?.[1].Default).toBeUndefined();
  });
});

describe('network', () => {
  test('places subnets by zone id and leaves GPU instances no route to the internet', () => {
    const network = template('assistant-network-us-east-1');
    // Six zones offer GPU types; a subnet costs nothing.
    network.resourceCountIs('AWS::EC2::Subnet', 12);
    network.resourceCountIs('AWS::EC2::NatGateway', 0);
    network.resourceCountIs('AWS::EC2::Route', 1);
    network.hasResourceProperties('AWS::EC2::Subnet', { AvailabilityZoneId: 'use1-az2', MapPublicIpOnLaunch: false });
  });

  test('whatever has an address names its security groups, so that nothing falls into the default one', () => {
    const holders: Record<string, string> = {
      'AWS::EC2::VPCEndpoint': 'SecurityGroupIds',
      'AWS::ElasticLoadBalancingV2::LoadBalancer': 'SecurityGroups',
    };
    for (const name of templates.keys()) {
      for (const [id, { Type, Properties }] of resourcesOf(name)) {
        const property = holders[Type];
        if (property !== undefined && Properties?.VpcEndpointType !== 'Gateway') {
          expect(Properties?.[property], `${name} ${id}`).toHaveLength(1);
        }
        if (Type === 'AWS::EC2::LaunchTemplate') {
          expect(Properties?.LaunchTemplateData, `${name} ${id}`).toHaveProperty('SecurityGroupIds');
        }
      }
    }
  });

  test('every endpoint has a policy that knows the account', () => {
    const endpoints = Object.values(template('assistant-network-us-east-1').findResources('AWS::EC2::VPCEndpoint'));

    expect(endpoints.length).toBeGreaterThan(1);
    for (const { Properties } of endpoints) {
      expect(JSON.stringify(Properties.PolicyDocument)).toContain('"aws:PrincipalAccount":"111122223333"');
    }
  });

  test('every log group forgets', () => {
    for (const name of templates.keys()) {
      for (const [id, { Type, Properties }] of resourcesOf(name)) {
        if (Type === 'AWS::Logs::LogGroup') {
          expect(Properties?.RetentionInDays, `${name} ${id}`).toBeGreaterThan(0);
        }
      }
    }
  });
});

describe('serving', () => {
  const serving = template('assistant-serving-us-east-1');

  test('the group has the planned sizes and no desired capacity', () => {
    const [group] = Object.values(serving.findResources('AWS::AutoScaling::AutoScalingGroup'));

    expect(group?.Properties).toMatchObject({
      AutoScalingGroupName: 'assistant-llama-70b-baseline',
      MinSize: '3',
      MaxSize: '4',
      HealthCheckType: 'EC2',
      DefaultInstanceWarmup: 140,
      DeletionProtection: 'prevent-force-deletion',
      MixedInstancesPolicy: {
        LaunchTemplate: { Overrides: [{ InstanceType: 'p5.48xlarge' }, { InstanceType: 'p5en.48xlarge' }] },
        InstancesDistribution: { OnDemandPercentageAboveBaseCapacity: 100 },
      },
    });
    expect(group?.Properties).not.toHaveProperty('DesiredCapacity');
    expect(group?.UpdatePolicy).toMatchObject({
      AutoScalingScheduledAction: { IgnoreUnmodifiedGroupSizeProperties: true },
    });
  });

  test('instances demand IMDSv2 and encrypt their volume', () => {
    serving.hasResourceProperties('AWS::EC2::LaunchTemplate', {
      LaunchTemplateData: {
        MetadataOptions: { HttpTokens: 'required', HttpPutResponseHopLimit: 1 },
        BlockDeviceMappings: [{ Ebs: { Encrypted: true, VolumeType: 'gp3', VolumeSize: 500 } }],
      },
    });
  });

  test('scales on the average of what each instance has in flight', () => {
    serving.hasResourceProperties('AWS::AutoScaling::ScalingPolicy', {
      TargetTrackingConfiguration: {
        TargetValue: 102,
        CustomizedMetricSpecification: {
          Namespace: 'Polyregion',
          MetricName: 'RequestsInFlight',
          Statistic: 'Average',
        },
      },
    });
  });

  test('routes by host: readiness openly to the agent, a list of paths with a token to the engine', () => {
    const rules = Object.values(serving.findResources('AWS::ElasticLoadBalancingV2::ListenerRule')).map(
      (rule) => rule.Properties,
    );
    const hosts = ['chat.united-states.ai.example.com', 'us-east-1.chat.united-states.ai.example.com'];

    expect(rules).toHaveLength(5);
    expect(rules[0]).toMatchObject({
      Priority: 1,
      Conditions: [
        { Field: 'host-header', HostHeaderConfig: { Values: hosts } },
        { Field: 'path-pattern', PathPatternConfig: { Values: ['/ready'] } },
        { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['GET'] } },
      ],
      Actions: [{ Type: 'forward' }],
    });
    expect(rules[1]).toMatchObject({
      Priority: 2,
      Conditions: [
        { Field: 'host-header', HostHeaderConfig: { Values: hosts } },
        { Field: 'path-pattern', PathPatternConfig: { Values: ['/v1/chat/completions', '/v1/completions'] } },
        { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['POST'] } },
      ],
      Actions: [
        {
          Type: 'jwt-validation',
          JwtValidationConfig: {
            Issuer: 'https://login.example.com',
            JwksEndpoint: 'https://login.example.com/.well-known/jwks.json',
          },
        },
        { Type: 'forward' },
      ],
    });
    const pathsAndMethods = rules.map(({ Priority, Conditions }) => [
      Priority,
      Conditions[1].PathPatternConfig.Values,
      Conditions[2].HttpRequestMethodConfig.Values,
    ]);
    expect(pathsAndMethods).toEqual([
      [1, ['/ready'], ['GET']],
      [2, ['/v1/chat/completions', '/v1/completions'], ['POST']],
      [3, ['/v1/responses', '/v1/messages'], ['POST']],
      [4, ['/tokenize'], ['POST']],
      [5, ['/v1/models'], ['GET']],
    ]);
    expect(rules[4]).toMatchObject({
      Priority: 5,
      Conditions: [
        { Field: 'host-header', HostHeaderConfig: { Values: hosts } },
        { Field: 'path-pattern', PathPatternConfig: { Values: ['/v1/models'] } },
        { Field: 'http-request-method', HttpRequestMethodConfig: { Values: ['GET'] } },
      ],
      Actions: [{ Type: 'jwt-validation' }, { Type: 'forward' }],
    });
  });

  test('has a firewall with the limits of the plan in front of the load balancer', () => {
    const [acl] = Object.values(serving.findResources('AWS::WAFv2::WebACL'));
    const limits = validPlan().regions[0]?.edge;

    expect(acl?.Properties.Rules[0].Statement.RateBasedStatement.Limit).toBe(limits?.requestsPerClient.value);
    serving.resourceCountIs('AWS::WAFv2::WebACLAssociation', 1);
  });

  test('a cell stands in its own zones, however many the region has', () => {
    const plan = validPlan();
    const cell = plan.cells.find(({ region }) => region === 'us-west-2') as CellPlan;
    const narrowed: Plan = {
      ...plan,
      models: [...plan.models, { ...(plan.models[0] as ModelPlan), name: 'other' }],
      cells: [...plan.cells, { ...cell, model: 'other', loads: [], zoneIds: cell.zoneIds.slice(-1) }],
      cellCosts: [...plan.cellCosts, { ...(plan.cellCosts[1] as CellCost), model: 'other' }],
    };
    const stack = appOf(narrowed).node.findChild('assistant-serving-us-west-2') as Stack;
    const one = Template.fromStack(stack);
    const groups = Object.values(one.findResources('AWS::AutoScaling::AutoScalingGroup'));
    const [balancer] = Object.values(one.findResources('AWS::ElasticLoadBalancingV2::LoadBalancer'));

    expect(cell.zoneIds).toHaveLength(3);
    expect(groups.map(({ Properties }) => Properties.VPCZoneIdentifier.length)).toEqual([3, 1]);
    expect(balancer?.Properties.Subnets).toHaveLength(3);
  });

  test('the load balancer refuses ambiguous requests, and outlives its firewall', () => {
    const [balancer] = Object.values(serving.findResources('AWS::ElasticLoadBalancingV2::LoadBalancer'));

    expect(balancer?.Properties.LoadBalancerAttributes).toEqual(
      expect.arrayContaining([
        { Key: 'routing.http.desync_mitigation_mode', Value: 'strictest' },
        { Key: 'routing.http.drop_invalid_header_fields.enabled', Value: 'true' },
        { Key: 'waf.fail_open.enabled', Value: 'true' },
      ]),
    );
  });

  test('owns its certificate and its regional name', () => {
    serving.hasResourceProperties('AWS::CertificateManager::Certificate', {
      DomainName: 'chat.united-states.ai.example.com',
      SubjectAlternativeNames: ['us-east-1.chat.united-states.ai.example.com'],
      ValidationMethod: 'DNS',
    });
    serving.hasResourceProperties('AWS::Route53::RecordSet', { Name: 'us-east-1.chat.united-states.ai.example.com.' });
  });
});

describe('traffic', () => {
  const traffic = template('assistant-traffic');

  test('answers one name from both regions, each behind its health check', () => {
    for (const region of ['us-east-1', 'us-west-2']) {
      traffic.hasResourceProperties('AWS::Route53::RecordSet', {
        Name: 'chat.united-states.ai.example.com',
        Region: region,
        SetIdentifier: region,
        AliasTarget: { DNSName: `${region}.chat.united-states.ai.example.com` },
      });
      traffic.hasResourceProperties('AWS::Route53::HealthCheck', {
        HealthCheckConfig: {
          Type: 'HTTPS',
          FullyQualifiedDomainName: `${region}.chat.united-states.ai.example.com`,
          ResourcePath: '/ready',
          RequestInterval: 10,
          FailureThreshold: 3,
        },
      });
    }
    traffic.resourceCountIs('AWS::Route53::RecordSet', 2);
  });

  test('is deployed after the regions that own the names', () => {
    const stack = stacks.find(({ stackName }) => stackName === 'assistant-traffic');

    expect(stack?.dependencies.map(({ stackName }) => stackName).sort()).toEqual([
      'assistant-serving-us-east-1',
      'assistant-serving-us-west-2',
    ]);
  });
});

describe('account', () => {
  test('has the stated budget of each phase, by its tag, and one of all by the tag of the fleet', () => {
    const made = Object.values(template('assistant-account').findResources('AWS::Budgets::Budget'))
      .map(({ Properties }) => Properties.Budget)
      .filter(({ TimeUnit, BudgetName }) => TimeUnit === 'MONTHLY' && BudgetName.endsWith('-month'));

    expect(
      made.map(({ BudgetName, BudgetLimit, CostFilters }) => [BudgetName, BudgetLimit.Amount, CostFilters]),
    ).toEqual([
      ['assistant-training-month', 40_000, { TagKeyValue: ['user:Phase$training'] }],
      ['assistant-evaluation-month', 10_000, { TagKeyValue: ['user:Phase$evaluation'] }],
      ['assistant-serving-month', 400_000, { TagKeyValue: ['user:Phase$serving'] }],
      [
        'assistant-fleet-month',
        expect.toSatisfy((usd: number) => usd > 450_000),
        { TagKeyValue: ['user:Fleet$assistant'] },
      ],
    ]);
  });

  test('has none for a phase that deliberately has none', () => {
    const text = edit(chatFleetText(), 'training: 40000', 'training: { none: not here, owner: a@example.com }');
    const plan = planOf(text).plan as NonNullable<ReturnType<typeof planOf>['plan']>;
    const account = appOf(plan).node.findChild('assistant-account') as Stack;

    const names = Object.values(Template.fromStack(account).findResources('AWS::Budgets::Budget')).map(
      ({ Properties }) => Properties.Budget.BudgetName as string,
    );
    expect(names).toContain('assistant-evaluation-month');
    expect(names.filter((name) => name.includes('training'))).toEqual([]);
  });
});

describe('operations', () => {
  test('the burn meter runs every minute with nothing but the rights it needs', () => {
    const operations = template('assistant-operations-us-east-1');
    operations.hasResourceProperties('AWS::Lambda::Function', {
      FunctionName: 'assistant-burn-meter',
      Runtime: 'nodejs24.x',
      Environment: { Variables: { POLYREGION_FLEET: 'assistant', POLYREGION_NEGOTIATED_PRICES: '{}' } },
    });
    operations.hasResourceProperties('AWS::Events::Rule', { ScheduleExpression: 'rate(1 minute)' });
    const policies = Object.entries(operations.findResources('AWS::IAM::Policy'));
    const ofMeter = policies.filter(([id]) => id.startsWith('BurnMeter')).map(([, policy]) => policy);
    const actions = ofMeter.flatMap((policy) =>
      policy.Properties.PolicyDocument.Statement.flatMap(
        (statement: { Action: string | string[] }) => statement.Action,
      ),
    );
    expect(actions.sort()).toEqual([
      'cloudwatch:PutMetricData',
      'ec2:DescribeCapacityReservations',
      'ec2:DescribeInstances',
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'sqs:GetQueueAttributes',
      'sqs:GetQueueUrl',
      'sqs:SendMessage',
    ]);
  });

  test('no role but the burn meter’s may publish what money is judged by', () => {
    const publishers = [...templates.keys()].flatMap((name) =>
      resourcesOf(name)
        .filter(([, { Type }]) => Type === 'AWS::IAM::Policy')
        .flatMap(([id, { Properties }]) =>
          statementsOf(Properties)
            .filter(({ Action }) => [Action].flat().some((action) => /^(\*|cloudwatch:(\*|Put.*))$/.test(action)))
            .map(({ Condition }) => [id.replace(/Role.*/, ''), Condition?.StringEquals['cloudwatch:namespace']]),
        ),
    );
    const money = publishers.filter(([, namespace]) => namespace !== 'Polyregion');

    expect(publishers.length).toBeGreaterThan(money.length);
    expect(new Set(money.map(String))).toEqual(new Set(['BurnMeter,Polyregion/Money']));
  });
});

describe('acknowledged findings', () => {
  test('are these many, each with its reason', () => {
    const acknowledged = app.node
      .findAll()
      .flatMap((construct) =>
        construct.node.metadata
          .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
          .flatMap(({ data }) => Object.entries(data as Record<string, string>)),
      );

    // CDK acknowledges some of its own template findings; ours are those of the rule pack.
    const ours = acknowledged.filter(([id]) => id.startsWith('Annotation::AwsSolutions'));
    const anyRegion = /arn:aws:s3:::assistant-111122223333-us-\w+-\d-artifacts\/weights\/llama-70b\/\*/;
    const anyGroup = /arn:aws:autoscaling:[\w-]+:111122223333:autoScalingGroup:\*:autoScalingGroupName\/.*(?=\])/;
    const shortened = (id: string): string =>
      id
        .replace('Annotation::', '')
        .replace(anyRegion, 'weights of one model')
        .replace(anyGroup, 'a group by its name')
        .replace(
          /arn:aws:s3:::assistant-111122223333-us-\w+-\d-artifacts\/evidence\/llama-70b\/\*/,
          'evidence of one model',
        )
        .replace(/arn:aws:cloudformation:[\w-]+:111122223333:stack\/assistant-serving-[\w-]+\/\*/, 'its stack')
        .replace(/arn:aws:s3:::assistant-111122223333-us-\w+-\d-artifacts\/agent\/\*/, 'agent');
    expect(ours.map(([id]) => shortened(id)).sort()).toEqual(
      ['us-east-1', 'us-west-2']
        .flatMap(() => [
          'AwsSolutions-AS3',
          'AwsSolutions-EC23',
          'AwsSolutions-EC26',
          'AwsSolutions-IAM5[Resource::*]',
          'AwsSolutions-IAM5[Resource::*]',
          'AwsSolutions-IAM5[Resource::*]',
          'AwsSolutions-IAM5[Resource::*]',
          'AwsSolutions-IAM5[Resource::a group by its name]',
          'AwsSolutions-IAM5[Resource::agent]',
          'AwsSolutions-IAM5[Resource::*]',
          'AwsSolutions-IAM5[Resource::weights of one model]',
          'AwsSolutions-IAM5[Resource::evidence of one model]',
          'AwsSolutions-IAM5[Resource::a group by its name]',
          'AwsSolutions-IAM5[Resource::a group by its name]',
          'AwsSolutions-IAM5[Resource::a group by its name]',
          ...Array.from({ length: 3 }, () => 'AwsSolutions-IAM5[Resource::a group by its name]'), // launches that are stopped
          ...Array.from({ length: 4 }, () => 'AwsSolutions-SQS3'), // one for each function
          'AwsSolutions-S1',
          'AwsSolutions-S1',
          'AwsSolutions-SMG4',
          // the rollout watch: what it lists, the stack, and three groups
          'AwsSolutions-IAM5[Resource::*]',
          'AwsSolutions-IAM5[Resource::its stack]',
          'AwsSolutions-IAM5[Resource::a group by its name]',
          'AwsSolutions-IAM5[Resource::a group by its name]',
          'AwsSolutions-IAM5[Resource::a group by its name]',
        ])
        .sort(),
    );
    for (const [, reason] of ours) {
      expect(reason.length).toBeGreaterThan(40);
    }
  });
});

describe('synth', () => {
  const folders: string[] = [];
  afterAll(() => {
    for (const folder of folders) {
      rmSync(folder, { recursive: true });
    }
  });

  test('gives the same bytes twice', () => {
    const synthesize = (): Map<string, string> => {
      const outdir = mkdtempSync(join(tmpdir(), 'polyregion-'));
      folders.push(outdir);
      fleetApp(validPlan(), { outdir }).synth();
      return new Map(
        readdirSync(outdir)
          .filter((name) => name.endsWith('.template.json'))
          .map((name) => [name, readFileSync(join(outdir, name), 'utf8')]),
      );
    };

    const first = synthesize();
    expect(first.size).toBe(10);
    expect(synthesize()).toEqual(first);
  });
});
