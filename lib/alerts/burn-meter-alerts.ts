import { fleetDimensions, metricNames, moneyNamespace } from '../contract/metrics';
import { burnMeterFunctionName, burnMeterLogGroupName, stackNames } from '../contract/names';
import { derived } from '../figures/figure';
import type { Plan } from '../plan/plan';
import type { Alert, Step } from './alert';
import type { AwsCommand } from './command';
import { newestLogLines } from './log-commands';
import { gpuInstanceTable } from './phase-commands';
import { regionAlert } from './region-alert';
import { minutes } from './windows';

/** Alerts about the burn meter itself: without it, spending cannot be seen. */
export const burnMeterAlerts = (plan: Plan): Alert[] => [costMetricsMissing(plan), unpricedInstances(plan)];

const schedule = (plan: Plan, region: string, operation: string): AwsCommand => ({
  service: 'events',
  operation,
  region,
  options: { name: burnMeterFunctionName(plan.fleet.name) },
});

const readLog = (plan: Plan, region: string, then: { readonly unpriced: string; readonly silent: string }): Step => ({
  say: 'Read the last messages of the burn meter. The first column is milliseconds since 1970.',
  command: newestLogLines(burnMeterLogGroupName(plan.fleet.name), region),
  expect: [
    'UnauthorizedOperation or AccessDenied: the burn meter lacks a permission. Call the owner of the fleet (README.md).',
    'RequestLimitExceeded: AWS throttles the burn meter. This ends by itself.',
    `{"unpriced":[…]}: these instance types have no price. ${then.unpriced}`,
    `Only old times: the burn meter does not run. ${then.silent}`,
  ],
});

function costMetricsMissing(plan: Plan): Alert {
  const id = 'cost-metrics-missing';
  return regionAlert(plan, {
    id,
    severity: 'warning',
    component: 'burn-meter',
    title: 'Cost metrics missing',
    metric: {
      namespace: moneyNamespace,
      name: metricNames.unpricedInstances,
      statistic: 'SampleCount',
      unit: 'samples',
    },
    comparison: 'below',
    window: minutes(10),
    missingData: 'fires-once-seen',
    meaning: 'The burn meter of the region has published nothing for ten minutes.',
    impact: 'Nothing watches spending in this region. If too much is spent, only AWS Budgets reports it, hours later.',
    watch: (region) => ({
      dimensions: fleetDimensions(plan.fleet.name),
      threshold: derived(1, 'samples', 'the burn meter publishes every minute'),
      diagnosis: [
        {
          say: 'See whether the schedule of the burn meter is on.',
          command: {
            ...schedule(plan, region, 'describe-rule'),
            query: '[Name,State,ScheduleExpression]',
            output: 'table',
          },
          expect: [
            'ENABLED and rate(1 minute): the schedule is on. The next step shows why nothing is published.',
            'DISABLED: a person switched the schedule off. Switch it on again (see Mitigation).',
          ],
        },
        readLog(plan, region, {
          unpriced: 'Follow unpriced-instances.md.',
          silent: 'If its schedule is ENABLED, call the owner of the fleet.',
        }),
      ],
      mitigation: [
        {
          say: 'Switch the schedule on again.',
          command: schedule(plan, region, 'enable-rule'),
          expect: 'Nothing is printed. A data point appears within two minutes.',
          notWhen:
            'the schedule is ENABLED already, because nothing would change. Step 2 of the diagnosis then says what to do.',
          undo: {
            when: 'only to stop the burn meter on purpose. Nothing watches spending then.',
            command: schedule(plan, region, 'disable-rule'),
          },
        },
      ],
    }),
  });
}

function unpricedInstances(plan: Plan): Alert {
  const id = 'unpriced-instances';
  return regionAlert(plan, {
    id,
    severity: 'warning',
    component: 'burn-meter',
    title: 'Unpriced instances',
    metric: {
      namespace: moneyNamespace,
      name: metricNames.unpricedInstances,
      statistic: 'Maximum',
      unit: 'instances',
    },
    comparison: 'above',
    window: minutes(5),
    meaning:
      'Some running or reserved GPU instances have no price in the catalogue, or cost more than their price there: they run on dedicated hardware or with a licensed system.',
    impact: 'The estimate of current spending is too low.',
    watch: (region) => ({
      dimensions: fleetDimensions(plan.fleet.name),
      threshold: derived(0, 'instances', 'every allowed type has a price, and the fleet runs Linux on shared hardware'),
      diagnosis: [
        readLog(plan, region, { unpriced: 'See Mitigation.', silent: 'Follow cost-metrics-missing.md.' }),
        {
          say: 'Find the instances of those types, with their owners and groups.',
          command: gpuInstanceTable(region),
          expect: 'One row for each running GPU instance: id, type, launch time, owner, Auto Scaling group.',
        },
      ],
      mitigation: [
        {
          say: `State the price in fleet.yaml, as pricesUsdPerHour: { p5e.48xlarge: { ${region}: 60 } } with the real type and price. Have the change reviewed, then deploy this one stack.`,
          command: { project: `npx cdk deploy --exclusively ${stackNames.operations(plan.fleet.name, region)}` },
          expect: 'UPDATE_COMPLETE. From the next minute on, the burn meter counts the instance.',
          notWhen: 'the instance runs by mistake. Ask its owner to stop it.',
          undo: { when: 'if the price was wrong', say: 'correct it in the fleet file, and deploy the stack again.' },
        },
      ],
    }),
  });
}
