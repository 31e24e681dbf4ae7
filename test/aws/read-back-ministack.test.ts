import { AutoScalingClient, DescribePoliciesCommand } from '@aws-sdk/client-auto-scaling';
import { CloudWatchClient, GetDashboardCommand, paginateDescribeAlarms } from '@aws-sdk/client-cloudwatch';
import {
  DescribeListenersCommand,
  DescribeLoadBalancersCommand,
  DescribeRulesCommand,
  ElasticLoadBalancingV2Client,
  type Rule,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import {
  GetBucketPolicyCommand,
  GetBucketVersioningCommand,
  GetPublicAccessBlockCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { GetTopicAttributesCommand, ListSubscriptionsByTopicCommand, SNSClient } from '@aws-sdk/client-sns';
import { ListWebACLsCommand, WAFV2Client, type WebACL } from '@aws-sdk/client-wafv2';
import { describe, expect, inject, test } from 'vitest';
import { fleetAlerts } from '../../lib/alerts/fleet-alerts';
import { artifactBucketName } from '../../lib/contract/artifacts';
import { deployedPart } from '../../lib/plan/deployed-part';
import { emulatedAws } from '../../local/deploy/emulated-aws';

const ministack = inject('ministack');
const plan = deployedPart(ministack.plan);
const { account, name: fleet } = plan.fleet;
const aws = (region: string) => emulatedAws(ministack, region, account);
const regions = plan.regions.map(({ region }) => region);

describe.each(regions)('%s, as the API tells it', (region) => {
  test('has every alarm of the alerts on one metric, and each tells the topic of its severity', async () => {
    const client = new CloudWatchClient(aws(region));
    const alarms = new Map<string, string[] | undefined>();
    for await (const { MetricAlarms = [] } of paginateDescribeAlarms({ client }, { AlarmNamePrefix: `${fleet}-` })) {
      for (const { AlarmName = '', AlarmActions } of MetricAlarms) {
        alarms.set(AlarmName, AlarmActions);
      }
    }
    client.destroy();
    const expected = fleetAlerts(plan).flatMap(({ severity, watches }) =>
      watches
        .filter(({ region: own, computed }) => own === region && computed === undefined)
        .map(({ alarmName }) => [alarmName, [`arn:aws:sns:${region}:${account}:${fleet}-${severity}`]]),
    );

    expect(Object.fromEntries(alarms)).toEqual(Object.fromEntries(expected));
  });

  test('tells the contact of each severity, and lets CloudWatch alone publish', async () => {
    const client = new SNSClient(aws(region));
    for (const severity of ['critical', 'warning'] as const) {
      const TopicArn = `arn:aws:sns:${region}:${account}:${fleet}-${severity}`;
      const { Subscriptions = [] } = await client.send(new ListSubscriptionsByTopicCommand({ TopicArn }));
      const { Attributes } = await client.send(new GetTopicAttributesCommand({ TopicArn }));

      const emails = Subscriptions.filter(({ Protocol }) => Protocol === 'email').map(({ Endpoint }) => Endpoint);
      expect(emails).toEqual([plan.fleet.contacts[severity]]);
      expect(Attributes?.Policy).toContain('cloudwatch.amazonaws.com');
    }
    client.destroy();
  });

  test('forwards the listed paths of its own names after a token was checked, readiness without one', async () => {
    const client = new ElasticLoadBalancingV2Client(aws(region));
    const { LoadBalancers: [balancer] = [] } = await client.send(new DescribeLoadBalancersCommand({}));
    const { Listeners: [listener] = [] } = await client.send(
      new DescribeListenersCommand({ LoadBalancerArn: balancer?.LoadBalancerArn }),
    );
    const { Rules = [] } = await client.send(new DescribeRulesCommand({ ListenerArn: listener?.ListenerArn }));
    client.destroy();
    const own = plan.workloads.filter((workload) => workload.regions.includes(region));
    const hosts = own.map(({ name, jurisdiction }) => `${name}.${jurisdiction}.${plan.fleet.domain}`);

    const inOrder = Rules.filter(({ IsDefault }) => IsDefault !== true).sort(
      (a, b) => Number(a.Priority) - Number(b.Priority),
    );
    expect(inOrder.map(ruleText)).toEqual(
      hosts.flatMap((host) => [
        `${host} ${region}.${host} GET /ready: forward`,
        `${host} ${region}.${host} POST /v1/chat/completions /v1/completions: jwt-validation forward`,
        `${host} ${region}.${host} POST /v1/responses /v1/messages: jwt-validation forward`,
        `${host} ${region}.${host} POST /tokenize: jwt-validation forward`,
        `${host} ${region}.${host} GET /v1/models: jwt-validation forward`,
      ]),
    );
  });

  test('counts requests of an address, and samples none', async () => {
    const { Rules = [], VisibilityConfig } = await firewall(region);
    const edge = plan.regions.find((one) => one.region === region)?.edge;

    expect(Rules.map(({ Statement }) => Statement?.RateBasedStatement?.Limit)).toContain(edge?.requestsPerClient.value);
    expect(VisibilityConfig?.SampledRequestsEnabled).toBe(false);
  });

  test('keeps weights in a private, versioned bucket that refuses plain HTTP', async () => {
    const client = new S3Client({ ...aws(region), forcePathStyle: true });
    const Bucket = artifactBucketName({ fleet, account, region });
    const { PublicAccessBlockConfiguration } = await client.send(new GetPublicAccessBlockCommand({ Bucket }));
    const { Policy } = await client.send(new GetBucketPolicyCommand({ Bucket }));
    const { Status } = await client.send(new GetBucketVersioningCommand({ Bucket }));
    client.destroy();

    expect(PublicAccessBlockConfiguration).toEqual({
      BlockPublicAcls: true,
      BlockPublicPolicy: true,
      IgnorePublicAcls: true,
      RestrictPublicBuckets: true,
    });
    expect(Policy).toContain('aws:SecureTransport');
    expect(Status).toBe('Enabled');
  });

  test('scales each cell on the requests of its own instances', async () => {
    const client = new AutoScalingClient(aws(region));
    const { ScalingPolicies = [] } = await client.send(new DescribePoliciesCommand({}));
    client.destroy();
    const cells = plan.cells.filter((cell) => cell.region === region);

    expect(
      ScalingPolicies.map(({ AutoScalingGroupName, TargetTrackingConfiguration: tracking }) => [
        AutoScalingGroupName,
        tracking?.TargetValue,
        tracking?.CustomizedMetricSpecification?.MetricName,
      ]),
    ).toEqual(
      cells.map(({ model, targetRequestsInFlight }) => [
        `${fleet}-${model}-baseline`,
        targetRequestsInFlight.value,
        'RequestsInFlight',
      ]),
    );
  });

  test('has a dashboard', async () => {
    const client = new CloudWatchClient(aws(region));
    const { DashboardBody = '{}' } = await client.send(
      new GetDashboardCommand({ DashboardName: `${fleet}-${region}` }),
    );
    client.destroy();

    expect(JSON.parse(DashboardBody).widgets.length).toBeGreaterThan(3);
  });
});

/** Asked without the SDK, which expects search strings in base64, where ministack gives them as they are. */
async function firewall(region: string): Promise<Partial<WebACL>> {
  const client = new WAFV2Client(aws(region));
  const { WebACLs: [found] = [] } = await client.send(new ListWebACLsCommand({ Scope: 'REGIONAL' }));
  client.destroy();
  const scope = `AWS4-HMAC-SHA256 Credential=${account}/20260101/${region}/wafv2/aws4_request`;
  const answer = await fetch(ministack.url, {
    method: 'POST',
    headers: { 'X-Amz-Target': 'AWSWAF_20190729.GetWebACL', authorization: scope },
    body: JSON.stringify({ Scope: 'REGIONAL', Id: found?.Id, Name: found?.Name }),
  });
  return ((await answer.json()) as { WebACL: WebACL }).WebACL;
}

const ruleText = ({ Conditions = [], Actions = [] }: Rule): string => {
  const values = (field: string): string[] =>
    Conditions.filter(({ Field }) => Field === field).flatMap(
      ({ HostHeaderConfig, PathPatternConfig, HttpRequestMethodConfig }) =>
        HostHeaderConfig?.Values ?? HttpRequestMethodConfig?.Values ?? PathPatternConfig?.Values ?? [],
    );
  const asked = ['host-header', 'http-request-method', 'path-pattern'].flatMap(values).join(' ');
  return `${asked}: ${Actions.map(({ Type }) => Type).join(' ')}`;
};
