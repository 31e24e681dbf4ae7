import { fleetDimensions, metricNames, metricNamespace } from '../contract/metrics';
import { burnMeterFunctionName, burnMeterLogGroupName, stackNames } from '../contract/names';
import { derived } from '../plan/figure';
import type { Plan } from '../plan/plan';
import type { Alert } from './alert';
import type { AwsCommand, Command } from './command';
import { minutes, perRegion } from './watches';

/** Alerts about the burn meter itself: whether spending can be seen at all. */
export const burnMeterAlerts = (plan: Plan): Alert[] => [costMetricsMissing(plan), unpricedInstances(plan)];

const burnMeterLog = (plan: Plan, region: string) => ({
  say: "Read the burn meter's last messages.",
  command: {
    service: 'logs',
    operation: 'get-log-events',
    region,
    options: {
      'log-group-name': burnMeterLogGroupName(plan.fleet.name),
      'log-stream-name': {
        as: 'word',
        outputOf: {
          service: 'logs',
          operation: 'describe-log-streams',
          region,
          options: { 'log-group-name': burnMeterLogGroupName(plan.fleet.name), 'order-by': 'LastEventTime' },
          query: 'sort_by(logStreams,&lastEventTimestamp)[-1].logStreamName',
          output: 'text',
        },
      },
      limit: 20,
    },
    query: 'events[].[message]',
    output: 'text',
  } satisfies AwsCommand,
  expect:
    'AccessDenied or throttling names the cause; unpriced names the instance types without a price. Nothing: it does not run.',
});

const schedule = (plan: Plan, region: string, operation: 'enable-rule' | 'disable-rule'): Command => ({
  service: 'events',
  operation,
  region,
  options: { name: burnMeterFunctionName(plan.fleet.name) },
});

function costMetricsMissing(plan: Plan): Alert {
  const id = 'cost-metrics-missing';
  return {
    id,
    severity: 'warning',
    component: 'burn-meter',
    title: 'Cost metrics missing',
    metric: {
      namespace: metricNamespace,
      name: metricNames.unpricedInstances,
      statistic: 'SampleCount',
      unit: 'samples',
    },
    comparison: 'below',
    window: minutes(10),
    missingData: 'breaching',
    meaning: 'The burn meter of the region has published nothing for ten minutes.',
    impact: 'Spending is blind in this region: a runaway would be seen by AWS Budgets only, hours later.',
    watches: perRegion(plan, id, (region) => ({
      dimensions: fleetDimensions(plan.fleet.name),
      threshold: derived(1, 'samples', 'the burn meter publishes every minute'),
      diagnosis: [burnMeterLog(plan, region)],
      mitigation: [
        {
          say: 'Switch its schedule on again.',
          command: schedule(plan, region, 'enable-rule'),
          expect: 'Nothing is printed. A data point appears within two minutes.',
          notWhen: 'its log shows an error: it runs already, and fails.',
          undo: schedule(plan, region, 'disable-rule'),
        },
      ],
    })),
  };
}

function unpricedInstances(plan: Plan): Alert {
  const id = 'unpriced-instances';
  return {
    id,
    severity: 'warning',
    component: 'burn-meter',
    title: 'Unpriced instances',
    metric: {
      namespace: metricNamespace,
      name: metricNames.unpricedInstances,
      statistic: 'Maximum',
      unit: 'instances',
    },
    comparison: 'above',
    window: minutes(5),
    missingData: 'not-breaching',
    meaning: 'GPU instances run whose type has no price in the catalogue.',
    impact: 'The estimate of what runs now is too low by their price.',
    watches: perRegion(plan, id, (region) => ({
      dimensions: fleetDimensions(plan.fleet.name),
      threshold: derived(0, 'instances', 'every allowed type has a price'),
      diagnosis: [burnMeterLog(plan, region)],
      mitigation: [
        {
          say: "State the type's price in fleet.yaml under pricesUsdPerHour, then deploy the region's operations stack.",
          command: { project: `npx cdk deploy ${stackNames.operations(plan.fleet.name, region)}` },
          expect: 'UPDATE_COMPLETE. The next minute the instance is priced.',
          notWhen: 'the instance should not run at all: then stop it, whatever its price.',
          undo: { nothing: 'a price changes what is reported, not what runs' },
        },
      ],
    })),
  };
}
