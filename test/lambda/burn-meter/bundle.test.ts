import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { projectRoot } from '../../support/project-root';
import event from './scheduled-event.json';

const oneInstance = `<DescribeInstancesResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><reservationSet><item><instancesSet><item>
<instanceType>p5.48xlarge</instanceType><tagSet><item><key>Phase</key><value>serving</value></item></tagSet>
</item></instancesSet></item></reservationSet></DescribeInstancesResponse>`;

const twoPlaces = `<DescribeCapacityReservationsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><capacityReservationSet><item>
<instanceType>p5.48xlarge</instanceType><availableInstanceCount>2</availableInstanceCount>
<tagSet><item><key>Phase</key><value>training</value></item></tagSet></item></capacityReservationSet></DescribeCapacityReservationsResponse>`;

const answers = new Map([
  ['DescribeInstances', oneInstance],
  ['DescribeCapacityReservations', twoPlaces],
]);

describe('the bundle that is deployed', () => {
  test('runs alone: it asks EC2 and tells CloudWatch over the wire', async () => {
    // GIVEN an endpoint that answers like EC2 with one instance, and like CloudWatch
    const calls: string[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        const action = new URLSearchParams(body).get('Action') ?? '';
        const answer = answers.get(action);
        calls.push(answer === undefined ? `${request.headers['x-amz-target']} ${body}` : action);
        response.setHeader('content-type', answer === undefined ? 'application/x-amz-json-1.0' : 'text/xml');
        response.end(answer ?? '{}');
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const environment = {
      AWS_ENDPOINT_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      AWS_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      POLYREGION_FLEET: 'assistant',
      POLYREGION_NEGOTIATED_PRICES: '{}',
    };
    for (const [name, value] of Object.entries(environment)) {
      vi.stubEnv(name, value);
    }

    // WHEN
    const { handler } = createRequire(__filename)(join(projectRoot, 'dist/bundles/burn-meter/index.js'));
    await handler(event, { invokedFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:assistant-burn-meter' });

    // THEN
    server.close();
    vi.unstubAllEnvs();
    expect(calls).toHaveLength(3);
    expect(calls.slice(0, 2).sort()).toEqual(['DescribeCapacityReservations', 'DescribeInstances']);
    expect(calls[2]).toContain('PutMetricData');
    expect(calls[2]).toContain('"Namespace":"Polyregion/Money"');
    expect(calls[2]).toContain('"Value":55.04');
    expect(calls[2]).toContain('"Value":110.08');
  });
});
