import { route53 } from '../../catalogue/route53';
import { readinessAlarm } from '../../contract/health';
import { timeouts } from '../../contract/timeouts';
import { high, range } from '../../figures/arithmetic';
import { assumed, derived, type Figure, published } from '../../figures/figure';
import type { Fleet } from '../../fleet/fleet';

/** How long traffic takes to leave a region that no longer answers; the same for every workload. */
export interface Detection {
  /** What notices the loss: Route 53's health checkers, or an alarm of the region where they cannot reach it. */
  readonly observer: 'checkers' | 'alarm';
  /** Interval of the health checks, or the period of the alarm. */
  readonly checkIntervalSeconds: Figure;
  /** Failed checks, or breaching periods, in a row. */
  readonly failureThreshold: Figure;
  /** From what happens until Route 53 can know: nothing for checkers. */
  readonly metricDelaySeconds?: Figure;
  readonly ttlSeconds: Figure;
  readonly clientKeepAliveSeconds: Figure;
  /** From the loss of a region until its clients are sent elsewhere, those that keep connections open included. */
  readonly trafficMovedSeconds: Figure;
}

const clientKeepAliveSeconds = assumed(
  timeouts.clientKeepAliveSeconds,
  's',
  'client keep-alive of the load balancer, lib/contract/timeouts.ts',
);

const metricDelay = assumed(
  readinessAlarm.periodSeconds,
  's',
  'CloudWatch has the value of a minute once the minute is over; where values stop, it looks further back before it treats them as missing',
  { low: 0, high: 3 * readinessAlarm.periodSeconds },
);

export const detection = ({ access }: Pick<Fleet, 'access'>): Detection =>
  access.private === undefined ? byCheckers() : byAlarm();

function byCheckers(): Detection {
  const interval = published(route53.fastCheckIntervalSeconds, 's', route53);
  const failures = published(route53.defaultFailureThreshold, 'failures', route53);
  return detected('checkers', interval, failures, 'failed checks');
}

/** Route 53 follows the metric of the alarm, so its periods count and not when the alarm itself changes. */
function byAlarm(): Detection {
  const where = 'alarm no-ready-instance, lib/contract/health.ts';
  const period = assumed(readinessAlarm.periodSeconds, 's', `period of the ${where}`);
  const periods = assumed(readinessAlarm.evaluationPeriods, 'periods', `evaluation periods of the ${where}`);
  return detected('alarm', period, periods, 'periods without a ready instance', metricDelay);
}

function detected(
  observer: Detection['observer'],
  checkIntervalSeconds: Figure,
  failureThreshold: Figure,
  failures: string,
  metricDelaySeconds?: Figure,
): Detection {
  const ttlSeconds = published(route53.loadBalancerAliasTtlSeconds, 's', route53);
  const certain = checkIntervalSeconds.value * failureThreshold.value + ttlSeconds.value + clientKeepAliveSeconds.value;
  const delay = metricDelaySeconds?.value ?? 0;
  const delayText = metricDelaySeconds === undefined ? '' : ` + ${delay} s until a metric shows it`;
  return {
    observer,
    checkIntervalSeconds,
    failureThreshold,
    ...(metricDelaySeconds && { metricDelaySeconds }),
    ttlSeconds,
    clientKeepAliveSeconds,
    trafficMovedSeconds: derived(
      certain + delay,
      's',
      `${checkIntervalSeconds.value} s × ${failureThreshold.value} ${failures}${delayText} + ${ttlSeconds.value} s TTL + ${clientKeepAliveSeconds.value} s client keep-alive`,
      {
        ...(metricDelaySeconds && range(certain + delay, certain, certain + high(metricDelaySeconds))),
        from: [
          checkIntervalSeconds,
          failureThreshold,
          ...(metricDelaySeconds === undefined ? [] : [metricDelaySeconds]),
          ttlSeconds,
          clientKeepAliveSeconds,
        ],
      },
    ),
  };
}
