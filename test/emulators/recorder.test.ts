import { request } from 'node:http';
import { createRequire } from 'node:module';
import { CloudWatchClient, type CloudWatchClientConfig, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
import { GetProductsCommand, PricingClient } from '@aws-sdk/client-pricing';
import { ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { awsCli, nobody, type RecordedCall, type Recorder, startRecorder } from '../support/recorder';

const requireOfClient = createRequire(require.resolve('@aws-sdk/client-cloudwatch'));
const { SmithyRpcV2CborProtocol } = requireOfClient('@smithy/core/cbor') as {
  SmithyRpcV2CborProtocol: NonNullable<CloudWatchClientConfig['protocol']>;
};

let recorder: Recorder;

beforeAll(async () => {
  recorder = await startRecorder();
});
beforeEach(() => recorder.forget());
afterAll(() => recorder.stop());

const config = (region = 'eu-west-1') => ({ region, endpoint: recorder.url, credentials: nobody, maxAttempts: 1 });
/** Sends the body in pieces, like a body of unknown length. */
const inChunks = (path: string, body: string): Promise<number> =>
  new Promise((settle, fail) => {
    const { authorization } = signed('lambda');
    const headers = { authorization, 'content-type': 'application/json' };
    const sending = request(recorder.url + path, { method: 'POST', headers }, (answer) => {
      answer.resume().once('end', () => settle(answer.statusCode ?? 0));
    });
    sending.once('error', fail);
    sending.write(body.slice(0, 5));
    sending.end(body.slice(5));
  });
const theCall = async (): Promise<RecordedCall | undefined> => (await recorder.calls()).at(-1);
const datum = { MetricName: 'UsdPerHour', Value: 1.5 };
const metrics = { Namespace: 'Polyregion', MetricData: [datum] };

/** The signature is not looked at. */
const signed = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20260101/eu-west-1/${service}/aws4_request, Signature=0`,
});
/** A request as no SDK would send it. */
const raw = (service: string, headers: Record<string, string>, body: string): Promise<Response> =>
  fetch(recorder.url, {
    method: 'POST',
    headers: { ...signed(service), ...headers },
    body,
  });
const query = (service: string, version: string, parameters: Record<string, string>): Promise<Response> =>
  raw(
    service,
    { 'content-type': 'application/x-www-form-urlencoded' },
    new URLSearchParams({ Version: version, ...parameters }).toString(),
  );
const json = (service: string, target: string, parameters: object): Promise<Response> =>
  raw(service, { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target }, JSON.stringify(parameters));

describe('calls of the AWS CLI', () => {
  const instance = 'i-0123456789abcdef0';
  test.each([
    [
      'autoscaling complete-lifecycle-action --lifecycle-hook-name h --auto-scaling-group-name g --lifecycle-action-result CONTINUE',
      { service: 'autoscaling', operation: 'CompleteLifecycleAction', protocol: 'query' },
      { LifecycleHookName: 'h', AutoScalingGroupName: 'g', LifecycleActionResult: 'CONTINUE' },
    ],
    [
      `autoscaling record-lifecycle-action-heartbeat --lifecycle-hook-name h --auto-scaling-group-name g --instance-id ${instance}`,
      { service: 'autoscaling', operation: 'RecordLifecycleActionHeartbeat', protocol: 'query' },
      { LifecycleHookName: 'h', AutoScalingGroupName: 'g', InstanceId: instance },
    ],
    [
      `autoscaling set-instance-health --instance-id ${instance} --health-status Unhealthy --no-should-respect-grace-period`,
      { service: 'autoscaling', operation: 'SetInstanceHealth', protocol: 'query' },
      { InstanceId: instance, HealthStatus: 'Unhealthy', ShouldRespectGracePeriod: false },
    ],
    [
      `autoscaling describe-auto-scaling-instances --instance-ids ${instance}`,
      { service: 'autoscaling', operation: 'DescribeAutoScalingInstances', protocol: 'query' },
      { InstanceIds: [instance] },
    ],
    [
      `elbv2 deregister-targets --target-group-arn arn --targets Id=${instance},Port=8080`,
      { service: 'elbv2', operation: 'DeregisterTargets', protocol: 'query' },
      { TargetGroupArn: 'arn', Targets: [{ Id: instance, Port: 8080 }] },
    ],
    [
      'logs put-log-events --log-group-name g --log-stream-name s --log-events timestamp=1,message=a',
      { service: 'logs', operation: 'PutLogEvents', protocol: 'json' },
      { logGroupName: 'g', logStreamName: 's', logEvents: [{ timestamp: 1, message: 'a' }] },
    ],
    [
      'sns publish --topic-arn arn --message hello --message-attributes {"a":{"DataType":"String","StringValue":"b"}}',
      { service: 'sns', operation: 'Publish', protocol: 'query' },
      { TopicArn: 'arn', Message: 'hello', MessageAttributes: { a: { DataType: 'String', StringValue: 'b' } } },
    ],
    [
      'secretsmanager get-secret-value --secret-id s',
      { service: 'secretsmanager', operation: 'GetSecretValue', protocol: 'json' },
      { SecretId: 's' },
    ],
    [
      'budgets describe-budgets --account-id 111122223333',
      { service: 'budgets', operation: 'DescribeBudgets', protocol: 'json' },
      { AccountId: '111122223333' },
    ],
    [
      'route53 get-health-check-status --health-check-id h',
      { service: 'route53', operation: 'GetHealthCheckStatus', protocol: 'rest-xml' },
      { HealthCheckId: 'h' },
    ],
    [
      'lambda get-function-configuration --function-name f --qualifier 2',
      { service: 'lambda', operation: 'GetFunctionConfiguration', protocol: 'rest-json' },
      { FunctionName: 'f', Qualifier: '2' },
    ],
  ])('%s', async (command, call, parameters) => {
    await awsCli(recorder.url, 'eu-central-1', command.split(' '));

    expect(await theCall()).toEqual({ ...call, region: 'eu-central-1', parameters, problems: [], status: 200 });
  });
});

describe('calls of the SDK', () => {
  test('an EC2 query', async () => {
    const Filters = [{ Name: 'tag:Fleet', Values: ['assistant', 'other'] }];

    expect((await new EC2Client(config()).send(new DescribeInstancesCommand({ Filters }))).Reservations).toEqual([]);
    expect(await theCall()).toMatchObject({ service: 'ec2', protocol: 'ec2', region: 'eu-west-1', problems: [] });
    expect((await theCall())?.parameters).toEqual({ Filters });
  });

  test.each([
    ['json', {}],
    ['smithy-rpc-v2-cbor', { protocol: SmithyRpcV2CborProtocol }],
  ])('metrics as %s, with a time', async (protocol, more) => {
    const MetricData = [{ ...datum, Timestamp: new Date('2026-01-01T00:00:00Z') }];

    await new CloudWatchClient({ ...config(), ...more }).send(new PutMetricDataCommand({ ...metrics, MetricData }));

    expect(await theCall()).toMatchObject({
      service: 'cloudwatch',
      operation: 'PutMetricData',
      protocol,
      problems: [],
    });
    const data = (await theCall())?.parameters?.MetricData as {
      MetricName: string;
      Value: number;
      Timestamp: unknown;
    }[];
    expect(data[0]).toMatchObject({ MetricName: 'UsdPerHour', Value: 1.5 });
    expect(data[0]?.Timestamp).toEqual(protocol === 'json' ? 1_767_225_600 : '2026-01-01T00:00:00+00:00');
  });

  test('so many metrics that the SDK compresses them', async () => {
    const MetricData = Array.from({ length: 500 }, (_value, index) => ({ ...datum, Value: index }));

    await new CloudWatchClient(config()).send(new PutMetricDataCommand({ ...metrics, MetricData }));

    expect(await theCall()).toMatchObject({ parameters: { MetricData }, problems: [] });
  });

  test('JSON', async () => {
    await new PricingClient(config('us-east-1')).send(new GetProductsCommand({ ServiceCode: 'AmazonEC2' }));

    expect(await theCall()).toMatchObject({
      service: 'pricing',
      parameters: { ServiceCode: 'AmazonEC2' },
      status: 200,
    });
  });

  test('an object of S3', async () => {
    const s3 = new S3Client({ ...config(), forcePathStyle: true });

    await s3.send(new PutObjectCommand({ Bucket: 'b', Key: 'weights/a', Body: 'text' }));

    expect(await theCall()).toMatchObject({ service: 's3', operation: 'PutObject', problems: [], status: 200 });
    expect((await theCall())?.parameters).toMatchObject({ Bucket: 'b', Key: 'weights/a' });
  });
});

describe('wrong calls are refused, and recorded with what is wrong', () => {
  const complete = { Action: 'CompleteLifecycleAction', AutoScalingGroupName: 'g', LifecycleActionResult: 'CONTINUE' };
  const autoscaling = '2011-01-01';
  const logs = 'Logs_20140328.PutLogEvents';
  const events = { logGroupName: 'g', logStreamName: 's', logEvents: [{ timestamp: 1, message: 'a' }] };

  test.each([
    [
      'a misspelled member of a query',
      () => query('autoscaling', autoscaling, { ...complete, LifecyleHookName: 'h' }),
      ["Unknown parameter in input: 'LifecyleHookName'", 'Missing required parameter in input: "LifecycleHookName"'],
    ],
    [
      'a missing member of a query',
      () => query('autoscaling', autoscaling, complete),
      ['Missing required parameter in input: "LifecycleHookName"'],
    ],
    [
      'a text beyond its length',
      () => query('autoscaling', autoscaling, { ...complete, LifecycleHookName: 'h'.repeat(256) }),
      ['Invalid length for parameter LifecycleHookName, value: 256, valid max length: 255'],
    ],
    [
      'a text that does not match its pattern',
      () => query('autoscaling', autoscaling, { ...complete, LifecycleHookName: 'a hook' }),
      ['Invalid value for parameter LifecycleHookName, value: a hook, expected to match'],
    ],
    [
      'a boolean that is none',
      () =>
        query('autoscaling', autoscaling, {
          Action: 'SetInstanceHealth',
          InstanceId: 'i-1',
          HealthStatus: 'Unhealthy',
          ShouldRespectGracePeriod: 'no',
        }),
      ['ShouldRespectGracePeriod, value: no'],
    ],
    [
      'a misspelled member of an EC2 query, deep inside',
      () =>
        query('ec2', '2016-11-15', {
          Action: 'DescribeInstances',
          'Filter.1.Name': 'a',
          'Filter.1.Valeu.1': 'b',
        }),
      ["Unknown parameter in input: 'Filter.1.Valeu.1'"],
    ],
    [
      'a misspelled and a missing member of JSON',
      () => json('logs', logs, { ...events, logStreamName: undefined, logStreamNme: 's' }),
      ['Missing required parameter in input: "logStreamName"', 'Unknown parameter in input: "logStreamNme"'],
    ],
    [
      'a number as text',
      () => json('logs', logs, { ...events, logEvents: [{ timestamp: '1', message: 'a' }] }),
      ['Invalid type for parameter logEvents[0].timestamp'],
    ],
    [
      'an empty list that must not be',
      () => json('logs', logs, { ...events, logEvents: [] }),
      ['Invalid length for parameter logEvents, value: 0'],
    ],
    [
      'a text of JSON that does not match its pattern',
      () =>
        json('budgets', 'AWSBudgetServiceGateway.DescribeNotificationsForBudget', { AccountId: 'x', BudgetName: 'b' }),
      ['Invalid value for parameter AccountId, value: x, expected to match'],
    ],
    [
      'a body that cannot be read',
      () => json('logs', logs, events).then(() => raw('logs', { 'x-amz-target': logs }, '{')),
      ['cannot be read'],
    ],
  ])('%s', async (_what, send, expected) => {
    const answer = await send();

    expect(answer.status).toBe(400);
    const { problems = [], status } = (await theCall()) ?? {};
    expect(status).toBe(400);
    for (const problem of expected) {
      expect(problems.join('\n')).toContain(problem);
    }
    expect(await answer.text()).toContain('Validation');
  });

  test('of the SDK, a missing and a wrong member', async () => {
    const wrong = { MetricData: [{ MetricName: 'a', Value: 1, Unit: 'Dollars' }] } as never;

    await expect(new CloudWatchClient(config()).send(new PutMetricDataCommand(wrong))).rejects.toThrow(
      /Missing required parameter in input: "Namespace"[\s\S]*Unit, value: Dollars, valid values: Seconds/,
    );
  });

  test.each([
    ['an unsigned request', () => fetch(recorder.url), 'Signature Version 4'],
    [
      'an unknown operation',
      () => query('autoscaling', autoscaling, { Action: 'CompleteLifecycle' }),
      'no operation of autoscaling',
    ],
    ['an unknown service', () => json('nowhere', 'Nowhere.Call', {}), 'no operation of nowhere'],
    ['another version of an API', () => query('autoscaling', '2012-06-01', complete), 'no operation of autoscaling'],
  ])('%s is no call of AWS', async (_what, send, message) => {
    expect((await send()).status).toBe(400);
    expect(await theCall()).toMatchObject({ service: null, operation: null });
    expect((await theCall())?.problems.join()).toContain(message);
  });
});

describe('REST', () => {
  const path = '/2015-03-31/functions/f/aliases';

  test('takes a body in pieces', async () => {
    expect(await inChunks(path, JSON.stringify({ Name: 'live', FunctionVersion: '2' }))).toBe(201);
    expect(await theCall()).toMatchObject({
      operation: 'CreateAlias',
      parameters: { FunctionName: 'f', Name: 'live', FunctionVersion: '2' },
    });
  });

  test('refuses a misspelled member of the body, and one that is missing', async () => {
    expect(await inChunks(path, JSON.stringify({ Name: 'live', FunctionVresion: '2' }))).toBe(400);
    expect((await theCall())?.problems).toEqual([
      "Unknown parameter in input: 'FunctionVresion'",
      'Missing required parameter in input: "FunctionVersion"',
    ]);
  });
});

describe('answers', () => {
  const put = (more: object = {}) =>
    new CloudWatchClient({ ...config(), ...more }).send(new PutMetricDataCommand(metrics));

  test('a response under the names of the model', async () => {
    const Reservations = [
      { Instances: [{ InstanceId: 'i-1', LaunchTime: '2026-01-01T00:00:00Z', State: { Name: 'running' } }] },
    ];
    await recorder.answer([{ service: 'ec2', operation: 'DescribeInstances', response: { Reservations } }]);

    const { Reservations: [reservation] = [] } = await new EC2Client(config()).send(new DescribeInstancesCommand({}));

    expect(reservation?.Instances?.[0]).toMatchObject({ InstanceId: 'i-1', State: { Name: 'running' } });
    expect(reservation?.Instances?.[0]?.LaunchTime).toEqual(new Date('2026-01-01T00:00:00Z'));
  });

  test('a response of a query, and of JSON, as the AWS CLI reads them', async () => {
    const AutoScalingGroups = [
      {
        AutoScalingGroupName: 'g',
        MinSize: 1,
        MaxSize: 2,
        DesiredCapacity: 1,
        DefaultCooldown: 300,
        AvailabilityZones: ['eu-west-1a'],
        HealthCheckType: 'EC2',
        CreatedTime: '2026-01-01T00:00:00Z',
        Instances: [],
      },
    ];
    const secret = { Name: 's', SecretString: 'example' };
    await recorder.answer([
      { service: 'autoscaling', operation: 'DescribeAutoScalingGroups', response: { AutoScalingGroups } },
      { service: 'secretsmanager', operation: 'GetSecretValue', response: secret },
    ]);
    const cli = async (command: string) => JSON.parse(await awsCli(recorder.url, 'eu-west-1', command.split(' ')));

    const [group] = (await cli('autoscaling describe-auto-scaling-groups')).AutoScalingGroups;
    expect(group).toMatchObject({ AutoScalingGroupName: 'g', MinSize: 1, AvailabilityZones: ['eu-west-1a'] });
    expect(await cli('secretsmanager get-secret-value --secret-id s')).toMatchObject(secret);
  });

  test.each([
    [[{ service: 'ec2', operation: 'DescribeInstances', response: { Reservation: [] } }], 'Reservation'],
    [[{ service: 'ec2', operation: 'DescribeInstance' }], 'no operation of ec2'],
    [[{ service: 'ec3' }], 'not known to botocore'],
    [[{ status: 200, respond: {} }], 'unknown members'],
  ])('a rule that no AWS service could follow is refused: %j', async (rules, message) => {
    await expect(recorder.answer(rules)).rejects.toThrow(message);
  });

  test.each([
    ['json', {}],
    ['smithy-rpc-v2-cbor', { protocol: SmithyRpcV2CborProtocol }],
  ])('throttles as many times as told, which the SDK tries again (%s)', async (_protocol, more) => {
    await recorder.answer([{ service: 'cloudwatch', times: 2, status: 400, code: 'ThrottlingException' }]);

    await put({ ...more, maxAttempts: 3 });

    expect((await recorder.calls()).map(({ status }) => status)).toEqual([400, 400, 200]);
  });

  test.each([
    ['a server error', { status: 500 }, 'InternalFailure'],
    ['a refusal', { status: 403, code: 'AccessDenied', message: 'not you' }, 'AccessDenied'],
  ])('%s, by its name', async (_what, fault, name) => {
    await recorder.answer([{ service: 'cloudwatch', operation: 'PutMetricData', ...fault }]);

    await expect(put()).rejects.toMatchObject({ name, $metadata: { httpStatusCode: fault.status } });
  });

  test('to one region and not to another', async () => {
    await recorder.answer([{ region: 'eu-west-1', status: 500 }]);

    await expect(put()).rejects.toThrow();
    await expect(put({ region: 'us-east-1' })).resolves.toBeDefined();
  });

  test.each([
    ['ec2', () => new EC2Client(config()).send(new DescribeInstancesCommand({}))],
    ['json', () => new PricingClient(config()).send(new GetProductsCommand({ ServiceCode: 'AmazonEC2' }))],
    ['rest-xml', () => new S3Client({ ...config(), forcePathStyle: true }).send(new ListBucketsCommand({}))],
  ])('an error as %s has it', async (_protocol, send) => {
    await recorder.answer([{ status: 400, code: 'Throttling', message: 'Rate exceeded' }]);

    await expect(send()).rejects.toMatchObject({ name: 'Throttling', message: 'Rate exceeded' });
  });

  test('an error as a query has it', async () => {
    await recorder.answer([{ service: 'sns', status: 404, code: 'NotFound', message: 'no such topic' }]);

    await expect(
      awsCli(recorder.url, 'eu-west-1', ['sns', 'publish', '--topic-arn', 'arn', '--message', 'a']),
    ).rejects.toThrow('An error occurred (NotFound) when calling the Publish operation: no such topic');
  });

  test('a cut connection, and an answer that comes too late', async () => {
    await recorder.answer([{ times: 1, drop: true }, { delaySeconds: 2 }]);

    await expect(put()).rejects.toThrow();
    const requestHandler = { requestTimeout: 100, throwOnRequestTimeout: true };
    await expect(put({ requestHandler })).rejects.toMatchObject({ name: 'TimeoutError' });
  });
});
