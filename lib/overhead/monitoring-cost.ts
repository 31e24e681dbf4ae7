import type { Service } from '../catalogue/service-prices';
import { product, sum } from '../figures/arithmetic';
import { assumed, type Figure } from '../figures/figure';
import { servicePriceFigure } from '../plan/prices/service-price';
import type { AlarmCounts } from './alarm-counts';
import type { MetricCounts } from './metric-counts';
import type { RegionCounts } from './region-counts';

/**
 * Metrics that EC2 publishes every minute about an instance with detailed monitoring; CloudWatch charges them as custom ones.
 *
 * @see https://ryuzoji.com/archives/969
 */
const detailedMetrics = assumed(7, 'metrics/instance', 'EC2 detailed monitoring, which the launch template turns on');

/**
 * Custom metrics are charged by the hour in which they are published.
 *
 * @see https://aws.amazon.com/cloudwatch/pricing/
 */
const launchHours = assumed(1 / 24, 'ratio', 'hours of the month in which an instance of the cell starts: one a day', {
  low: 0,
  high: 0.5,
});

const logsGB = assumed(3, 'GB/month', 'flow logs of the network and the logs of the functions; no log holds requests', {
  low: 0.5,
  high: 20,
});

export function monitoringUsd(
  region: string,
  counts: AlarmCounts & MetricCounts & RegionCounts,
  instances: Figure,
): Figure {
  const price = (service: Service): Figure => servicePriceFigure(service, region);
  const metrics = sum('metrics', [
    counts.metrics,
    product('metrics', counts.launchMetrics, launchHours),
    product('metrics', instances, detailedMetrics),
  ]);
  return sum('USD/month', [
    product('USD/month', counts.alarmMetrics, price('alarm')),
    product('USD/month', metrics, price('metric')),
    product('USD/month', counts.dashboards, price('dashboard')),
    product('USD/month', counts.keys, price('key')),
    product('USD/month', logsGB, price('logsGB')),
  ]);
}
