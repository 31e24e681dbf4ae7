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

describe('the bundle that is deployed', () => {
  test('runs alone: it asks EC2 and tells CloudWatch over the wire', async () => {
    // GIVEN an endpoint that answers like EC2 with one instance, and like CloudWatch
    const calls: string[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        const isEc2 = body.includes('Action=DescribeInstances');
        calls.push(isEc2 ? 'DescribeInstances' : `${request.headers['x-amz-target']} ${body}`);
        response.setHeader('content-type', isEc2 ? 'text/xml' : 'application/x-amz-json-1.0');
        response.end(isEc2 ? oneInstance : '{}');
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
    await handler(event);

    // THEN
    server.close();
    vi.unstubAllEnvs();
    expect(calls).toHaveLength(2);
    expect(calls[0]).toBe('DescribeInstances');
    expect(calls[1]).toContain('PutMetricData');
    expect(calls[1]).toContain('"Value":55.04');
  });
});
