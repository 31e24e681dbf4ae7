import { route53 } from '../catalogue/route53';
import { timeouts } from '../contract/timeouts';

/** Whole minutes without a request or a connection after which the region counts as unused. */
export const quietMinutes = 3;

/** A minute's metrics are complete this long after it ended; assumed. */
export const metricLagSeconds = 60;

/** Time from the withdrawal until no client holds the old answer: the DNS cache time plus the life of a kept connection. */
export const settleSeconds = route53.loadBalancerAliasTtlSeconds + timeouts.clientKeepAliveSeconds;

/** Traffic of a region's load balancers in one minute. They publish no zeros, so a minute without data had no request. */
export interface MinuteOfTraffic {
  /** Start of the minute, seconds since 1970. */
  readonly startSeconds: number;
  readonly requests: number;
  readonly connections: number;
}

/** Why it is too early to go on; undefined once no request has come for long enough. Times are seconds since 1970. */
export function stillBusy(
  nowSeconds: number,
  withdrawnSeconds: number,
  minutes: readonly MinuteOfTraffic[],
): string | undefined {
  const settled = withdrawnSeconds + settleSeconds;
  const end = Math.floor((nowSeconds - metricLagSeconds) / 60) * 60;
  const start = end - quietMinutes * 60;
  const busy = minutes
    .filter(({ startSeconds, requests, connections }) => startSeconds >= start && requests + connections > 0)
    .sort((a, b) => b.startSeconds - a.startSeconds)[0];
  const seen =
    busy && `${busy.requests} requests and ${busy.connections} connections in the minute of ${timeText(busy)}`;
  if (nowSeconds < settled) {
    return `clients may hold the old answer for ${Math.ceil(settled - nowSeconds)} s more${seen === undefined ? '' : `; ${seen}`}`;
  }
  if (seen !== undefined) {
    return seen;
  }
  const quietFrom = Math.ceil(settled / 60) * 60;
  const enough = quietFrom + quietMinutes * 60 + metricLagSeconds;
  return start >= settled
    ? undefined
    : `no recent requests; watching for ${Math.max(1, Math.ceil(enough - nowSeconds))} s more`;
}

const timeText = ({ startSeconds }: MinuteOfTraffic): string =>
  `${new Date(startSeconds * 1000).toISOString().slice(11, 16)} UTC`;
