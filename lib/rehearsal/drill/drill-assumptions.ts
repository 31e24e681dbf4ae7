import { targetHealth } from '../../contract/health';
import { assumed, derived, type Figure, published } from '../../figures/figure';
import { connectSeconds, readinessChecks } from '../../gateway/gateway-times';

const albDocs = {
  source: 'AWS, Application Load Balancers, HTTP 504: connection timeout of 10 s to a target',
  date: '2026',
};

/** Times of a drill that follow neither from the fleet file nor from the simulated engines. */
export const drillTimes = {
  balancerSeesSeconds: derived(
    targetHealth.intervalSeconds * targetHealth.unhealthyCount,
    's',
    `${targetHealth.unhealthyCount} failed checks, ${targetHealth.intervalSeconds} s apart, until the load balancer sends nothing more to a dead instance`,
  ),
  balancerConnectSeconds: published(10, 's', albDocs),
  gatewaySeesSeconds: derived(
    readinessChecks.failures * (readinessChecks.intervalSeconds + readinessChecks.timeoutSeconds),
    's',
    `${readinessChecks.failures} checks of a gateway, each ${readinessChecks.intervalSeconds} s after the one before and without an answer for ${readinessChecks.timeoutSeconds} s`,
  ),
  gatewayConnectSeconds: assumed(
    connectSeconds.own,
    's',
    'until a gateway gives up a connection to an instance that does not answer',
  ),
  groupSeesSeconds: assumed(60, 's', 'until Auto Scaling notices that an instance is gone'),
  launchRetrySeconds: assumed(60, 's', 'between two launches of a group where the first has failed'),
} as const satisfies Readonly<Record<string, Figure>>;
