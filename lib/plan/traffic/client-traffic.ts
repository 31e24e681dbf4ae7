import { loadBalancerCapacityUnit as unit } from '../../catalogue/load-balancer';
import { timeouts } from '../../contract/timeouts';
import { listenerRulesPerWorkload } from '../../engine/api-routes';
import { high, low, product, range, scaled, sum } from '../../figures/arithmetic';
import { assumed, derived, type Figure, show } from '../../figures/figure';
import { secondsPerMonth } from '../../figures/hours';
import type { DemandPlan } from './demand';

/** What one workload sends to one region while all are well. */
export interface WorkloadTraffic {
  readonly demand: DemandPlan;
  readonly share: Figure;
}

/** What passes through one region's load balancer, at mean demand. */
export interface RegionTraffic {
  readonly toClientsGBPerMonth: Figure;
  readonly capacityUnits: Figure;
  readonly requestsPerSecond: Figure;
}

/** AWS bills powers of two under the name of GB. */
const bytesPerGB = 2 ** 30;

const textBytes = assumed(4.5, 'bytes/token', 'English text; other scripts take more bytes', { low: 4, high: 5 });

const frameBytes = assumed(
  230,
  'bytes/token',
  'JSON and event frame around each streamed token, with the id of the answer and the name of the model; an answer in one piece has next to none',
  { low: 5, high: 300 },
);

const headerBytes = assumed(1000, 'bytes/request', 'HTTP headers, token and TLS, each way', { low: 500, high: 3000 });

export function regionTraffic(workloads: readonly WorkloadTraffic[]): RegionTraffic {
  const each = workloads.map(({ demand, share }) => {
    const requests = product('requests/s', demand.meanRequestsPerSecond, share);
    const prompt = sum('bytes/request', [product('bytes/request', demand.meanInputTokens, textBytes), headerBytes]);
    const streamed = sum('bytes/token', [textBytes, frameBytes]);
    const answer = sum('bytes/request', [product('bytes/request', demand.meanOutputTokens, streamed), headerBytes]);
    return {
      requests,
      answers: product('bytes/s', requests, answer),
      bytes: product('bytes/s', requests, sum('bytes/request', [prompt, answer])),
    };
  });
  const requests = sum(
    'requests/s',
    each.map((one) => one.requests),
  );
  const answers = sum(
    'bytes/s',
    each.map((one) => one.answers),
  );
  const bytes = sum(
    'bytes/s',
    each.map((one) => one.bytes),
  );
  return {
    toClientsGBPerMonth: scaled(answers, secondsPerMonth / bytesPerGB, 'GB/month', `× ${secondsPerMonth} s ÷ 2³⁰`),
    capacityUnits: capacityUnits(requests, bytes, workloads.length * listenerRulesPerWorkload),
    requestsPerSecond: requests,
  };
}

/** Counts every request as a connection of its own that stays open as long as clients keep one, which overstates them. */
function capacityUnits(requests: Figure, bytes: Figure, rules: number): Figure {
  const { clientKeepAliveSeconds } = timeouts;
  const perHour = scaled(bytes, 3600 / bytesPerGB, 'GB/h', '× 3,600 s ÷ 2³⁰');
  const needs: [string, Figure, number][] = [
    ['new connections', requests, 1 / unit.newConnectionsPerSecond],
    ['open connections', requests, clientKeepAliveSeconds / unit.activeConnections],
    ['processed bytes', perHour, 1 / unit.processedGBPerHour],
    ['rules', requests, Math.max(0, rules - unit.freeRules) / unit.ruleEvaluationsPerSecond],
  ];
  const most = (end: (figure: Figure) => number): number =>
    Math.max(...needs.map(([, figure, each]) => end(figure) * each));
  const value = most((figure) => figure.value);
  return derived(
    value,
    'LCU',
    `the most of ${needs.map(([what, figure, each]) => `${show(figure.value * each)} for ${what}`).join(', ')}`,
    { ...range(value, most(low), most(high)), from: [requests, perHour] },
  );
}
