import { ask } from '../../artifacts/ask';
import { type MinuteOfTraffic, quietMinutes, stillBusy } from '../../removal/quiet';
import { isHealthCheckOf, type RegionState } from '../../removal/region-state';
import type { Interruption } from './interruption';

const route53Module = () => import('@aws-sdk/client-route-53');
const metricModule = () => import('@aws-sdk/client-cloudwatch');

/** Between two looks at the metrics, which CloudWatch renews every minute. */
const pollSeconds = 15;

/**
 * Makes DNS stop answering with a region that still serves, and waits until its clients have left.
 *
 * A health check that is switched off counts as healthy, so inverted it fails, whatever the region does: inverted alone, a
 * region that is down would get the traffic. Switched off it also stops asking, so that its own requests are not counted.
 *
 * @see https://docs.aws.amazon.com/Route53/latest/APIReference/API_UpdateHealthCheck.html Disabled, 2026
 * @throws FindingError, Interrupted
 */
export async function withdrawHealthChecks(
  { healthChecks, traffic, loadBalancers }: RegionState,
  region: string,
  waitAtMostSeconds: number,
  interruption: Interruption,
): Promise<void> {
  const own = healthChecks.filter((check) => isHealthCheckOf(check, region));
  const { Route53Client, UpdateHealthCheckCommand } = await route53Module();
  const home = traffic?.region ?? region;
  const client = new Route53Client({ region: home });
  for (const { healthCheckId, version, hostName } of own.filter(({ withdrawn }) => !withdrawn)) {
    interruption.check();
    const change = { HealthCheckId: healthCheckId, HealthCheckVersion: version, Disabled: true, Inverted: true };
    await ask(
      { region: home, action: 'route53:UpdateHealthCheck', of: healthCheckId },
      client.send(new UpdateHealthCheckCommand(change)),
    );
    process.stderr.write(`${region}: DNS stops answering with ${hostName}\n`);
  }
  await waitUntilQuiet(loadBalancers, region, waitAtMostSeconds, interruption);
}

async function waitUntilQuiet(
  loadBalancers: readonly string[],
  region: string,
  atMostSeconds: number,
  interruption: Interruption,
): Promise<void> {
  const withdrawn = Date.now() / 1000;
  await interruption.wait(pollSeconds, async () => {
    const now = Date.now() / 1000;
    const busy = stillBusy(now, withdrawn, await readTraffic(loadBalancers, region, now));
    if (busy === undefined) {
      process.stderr.write(`${region}: no requests for ${quietMinutes} minutes\n`);
      return undefined;
    }
    if (now - withdrawn < atMostSeconds) {
      return `${region}: ${busy}`;
    }
    process.stderr.write(`${region}: ${busy}; continuing after ${atMostSeconds} s, the limit of --wait-at-most\n`);
    return undefined;
  });
}

const metrics = { requests: 'RequestCount', connections: 'ActiveConnectionCount' } as const;

/** The last quarter of an hour of a region's load balancers together, minute by minute. @throws FindingError */
async function readTraffic(
  loadBalancers: readonly string[],
  region: string,
  nowSeconds: number,
): Promise<MinuteOfTraffic[]> {
  if (loadBalancers.length === 0) {
    return [];
  }
  const { CloudWatchClient, GetMetricDataCommand } = await metricModule();
  const queries = loadBalancers.flatMap((arn, index) =>
    Object.entries(metrics).map(([id, MetricName]) => ({
      Id: `${id}${index}`,
      MetricStat: {
        Metric: {
          Namespace: 'AWS/ApplicationELB',
          MetricName,
          Dimensions: [{ Name: 'LoadBalancer', Value: arn.replace(/^.*:loadbalancer\//, '') }],
        },
        Period: 60,
        Stat: 'Sum',
      },
    })),
  );
  const { MetricDataResults = [] } = await ask(
    { region, action: 'cloudwatch:GetMetricData', of: 'requests of its load balancer' },
    new CloudWatchClient({ region }).send(
      new GetMetricDataCommand({
        StartTime: new Date((nowSeconds - 900) * 1000),
        EndTime: new Date(nowSeconds * 1000),
        MetricDataQueries: queries,
      }),
    ),
  );
  const minutes = new Map<number, { requests: number; connections: number }>();
  for (const { Id = '', Timestamps = [], Values = [] } of MetricDataResults) {
    const field = Id.startsWith('requests') ? 'requests' : 'connections';
    Timestamps.forEach((time, index) => {
      const start = Math.floor(time.getTime() / 60_000) * 60;
      const minute = minutes.get(start) ?? { requests: 0, connections: 0 };
      minutes.set(start, { ...minute, [field]: minute[field] + (Values[index] ?? 0) });
    });
  }
  return [...minutes].map(([startSeconds, counts]) => ({ startSeconds, ...counts }));
}
