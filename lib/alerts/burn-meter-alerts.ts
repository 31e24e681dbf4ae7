import { fleetDimensions, metricNames, metricNamespace } from '../contract/metrics';
import { burnMeterFunctionName, burnMeterLogGroupName, stackNames } from '../contract/names';
import { derived } from '../figures/figure';
import type { Plan } from '../plan/plan';
import type { Alert, Step } from './alert';
import type { AwsCommand } from './command';
import { newestLogLines } from './log-commands';
import { gpuInstanceTable } from './phase-commands';
import { minutes, perRegion } from './watches';

/** Alerts about the burn meter itself: whether spending can be seen at all. */
export const burnMeterAlerts = (plan: Plan): Alert[] => [costMetricsMissing(plan), unpricedInstances(plan)];

const schedule = (plan: Plan, region: string, operation: string): AwsCommand => ({
  service: 'events',
  operation,
  region,
  options: { name: burnMeterFunctionName(plan.fleet.name) },
});

const readLog = (plan: Plan, region: string): Step => ({
  say: "Read the burn meter's last messages; the first column is milliseconds since 1970.",
  command: newestLogLines(burnMeterLogGroupName(plan.fleet.name), region),
  expect:
    'UnauthorizedOperation or AccessDenied: a permission. RequestLimitExceeded: throttling, it passes. {"unpriced":[…]}: the instance types without a price. Old times: it does not run.',
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
      diagnosis: [
        {
          say: 'See whether its schedule is on.',
          command: {
            ...schedule(plan, region, 'describe-rule'),
            query: '[Name,State,ScheduleExpression]',
            output: 'table',
          },
          expect: 'ENABLED, rate(1 minute). DISABLED: it was switched off by hand.',
        },
        readLog(plan, region),
      ],
      mitigation: [
        {
          say: 'Switch its schedule on again.',
          command: schedule(plan, region, 'enable-rule'),
          expect: 'Nothing is printed. A data point appears within two minutes.',
          notWhen: 'it is ENABLED already: then it runs and fails, and its log says why.',
          undoWhen: 'only to stop the meter on purpose: it takes away the sight of spending.',
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
      diagnosis: [
        readLog(plan, region),
        {
          say: 'See which instances are of those types, and whose.',
          command: gpuInstanceTable(region),
          expect: 'One row a running GPU instance: id, type, launch time, owner, Auto Scaling group.',
        },
      ],
      mitigation: [
        {
          say: `State the price in fleet.yaml, as pricesUsdPerHour: { p5e.48xlarge: { ${region}: 60 } } with the type and its real price, have it reviewed, and deploy this one stack.`,
          command: { project: `npx cdk deploy --exclusively ${stackNames.operations(plan.fleet.name, region)}` },
          expect: 'UPDATE_COMPLETE. The next minute the instance is priced.',
          notWhen: 'the instance should not run at all: then its owner stops it, whatever its price.',
          undoWhen: 'A price changes what is reported, not what runs.',
          undo: { nothing: 'correct the fleet file and deploy again' },
        },
      ],
    })),
  };
}
