import { metricNames } from '../contract/metrics';
import { failedEventsQueueName, gpuRepairLogGroupName, gpuRepairName } from '../contract/names';
import { breaker, repairTable, repairTiming } from '../contract/repair';
import { derived } from '../figures/figure';
import type { Plan } from '../plan/plan';
import type { Alert, Step } from './alert';
import { cellAlert } from './cell-alert';
import { cellSteps } from './cell-steps';
import type { AwsCommand } from './command';
import { newestLogLines } from './log-commands';
import { instancesLost } from './lost-instance-alert';
import { purgeQueue, readMessage } from './queue-commands';
import { regionAlert } from './region-alert';
import { rollBack, rolloutAlarms } from './roll-back';
import { onePeriod } from './windows';

/** Alerts about sick instances that the repair function does not replace. */
export const gpuRepairAlerts = (plan: Plan): Alert[] => [
  repairsHeld(plan),
  // Gateways reach the instances of such a fleet: gateway-alerts.ts has its alert.
  ...(plan.gatewayGroups === undefined ? [instancesLost(plan, sickInstances, log)] : []),
  repairRequestsFailed(plan),
];

const breakerHours = repairTiming.breakerSeconds / 3600;
const repeatMinutes = repairTiming.repeatSeconds / 60;

/** The table's items about a cell: which instance was sick, with which fault, and what the repair function did. */
const sickInstances = (plan: Plan, model: string, region: string): AwsCommand => ({
  service: 'dynamodb',
  operation: 'query',
  region,
  options: {
    'table-name': gpuRepairName(plan.fleet.name),
    'key-condition-expression': `${repairTable.partitionKey} = :cell`,
    'expression-attribute-values': JSON.stringify({ ':cell': { S: `cell ${model}` } }),
  },
  query: `sort_by(Items,&LastSeenAt.N)[].[${repairTable.sortKey}.S,Reason.S,XidCodes.S,LastSeenAt.N,Outcome.S,Evidence.S]`,
  output: 'text',
});

const log = (plan: Plan, region: string): Step => ({
  say: 'Read what the repair function did last. The first column is milliseconds since 1970.',
  command: newestLogLines(gpuRepairLogGroupName(plan.fleet.name), region),
  expect: [
    '{"outcome":"replaced"}: the function works.',
    '"held" with "unknown": the function cannot reach the DynamoDB table of sick instances. Call the owner of the fleet (README.md).',
    '"not handled, AccessDenied…": the function lacks a permission. Call the owner of the fleet.',
    '"not handled, Throttling…": AWS throttles the function. This ends by itself.',
    'Only old times: no instance has asked for a repair lately.',
  ],
});

const repairsHeld = (plan: Plan): Alert =>
  cellAlert(plan, {
    id: 'repairs-held',
    severity: 'critical',
    component: 'gpu-repair',
    title: 'Repairs held',
    metric: { name: metricNames.repairsHeld, statistic: 'Maximum', unit: 'repairs' },
    comparison: 'above',
    window: { periodSeconds: repairTiming.repeatSeconds, evaluationPeriods: 3, datapointsToAlarm: 1 },
    meaning: `Instances ask to be replaced, and the repair function does not replace them. Either more than ${100 * breaker.sickRatio} % of the instances of the cell became sick within ${breakerHours} h (more than ${breaker.sickInSmallCell} in a cell of ${breaker.smallCellInstances} or fewer instances), or the function cannot read which instances were sick.`,
    impact:
      'An engine that hangs gets no traffic; the other engines of its instance keep serving, and the other instances carry the rest. When many instances are sick, they usually share a cause: driver, image, weights or a prompt. Replacing them would then give away scarce GPUs and would not remove the cause.',
    watch: (context) => {
      const { group, cell } = context;
      const steps = cellSteps(context);
      return {
        threshold: derived(
          0,
          'repairs',
          'the repair function holds a repair only when too many instances are sick, or when it cannot read the DynamoDB table of sick instances',
        ),
        diagnosis: [
          {
            say: 'List the sick instances. The columns are instance, fault, Xids, the time when it was last seen sick (seconds since 1970), what the repair function did, and the evidence.',
            command: sickInstances(plan, cell.model, cell.region),
            expect: [
              'gpu-fault with the same Xid on many instances: the driver or the machine image is the cause. If step 5 shows a new version, roll it back. If not, call the owner of the fleet (README.md).',
              'engine-hang on one instance after the other: a new version or a prompt is the cause. If step 5 shows a new version, roll it back. If not, call the owner of the fleet.',
              'Different Xids on different instances: the faults are independent of each other. Step 1 of the mitigation replaces the instances one by one.',
              'An error: the table cannot be read, so nothing is known. Call the owner of the fleet.',
            ],
          },
          log(plan, cell.region),
          steps.targetHealth,
          steps.sizes,
          steps.rollouts,
          steps.launches,
          rolloutAlarms(plan, context),
        ],
        mitigation: [
          {
            say: 'Replace one sick instance by hand. Wait for its replacement before you replace another. If the replacement becomes sick as well, both share a cause: stop replacing, and call the owner of the fleet (README.md).',
            command: group.replaceUnhealthy,
            expect: [
              'One activity in progress: the replacement answers once its model has loaded.',
              'An error about the id None: no instance is unhealthy, and nothing was terminated. A sick instance counts as healthy while one of its engines answers.',
            ],
            notWhen:
              'all sick instances have the same fault, when launches fail, or when a new version is being rolled out.',
            undo: {
              impossible: 'a terminated instance does not come back, and the group launches a replacement.',
            },
          },
          rollBack(plan, context),
          steps.oneMore('all sick instances have the same fault, because one more instance would have it, too.'),
        ],
      };
    },
  });

function repairRequestsFailed(plan: Plan): Alert {
  const id = 'repair-requests-failed';
  const queue = failedEventsQueueName(gpuRepairName(plan.fleet.name));
  const rule = (region: string, operation: string): AwsCommand => ({
    service: 'events',
    operation,
    region,
    options: { name: gpuRepairName(plan.fleet.name) },
  });
  return regionAlert(plan, {
    id,
    severity: 'warning',
    component: 'gpu-repair',
    title: 'Repair requests failed',
    metric: {
      namespace: 'AWS/SQS',
      name: 'ApproximateNumberOfMessagesVisible',
      statistic: 'Maximum',
      unit: 'requests',
    },
    comparison: 'above',
    window: onePeriod(300),
    meaning: 'The repair function failed three times to handle the request of an instance.',
    impact: `Until a request succeeds, nothing replaces a sick instance. An engine that hangs gets no traffic; the other engines of its instance keep serving. The instance asks again every ${repeatMinutes} minutes.`,
    watch: (region) => ({
      dimensions: { QueueName: queue },
      threshold: derived(0, 'requests', 'the repair function handles every request, also one that needs no repair'),
      diagnosis: [
        log(plan, region),
        {
          say: 'See whether the rule that calls the repair function is on.',
          command: { ...rule(region, 'describe-rule'), query: '[Name,State]', output: 'table' },
          expect: ['ENABLED: the rule is on.', 'DISABLED: a person switched repairs off.'],
        },
        {
          say: 'Read one of the failed requests. It stays in the queue.',
          command: readMessage(queue, region),
          expect: ['One request: it names the instance, the time and the error.', 'Nothing: the queue is empty again.'],
        },
      ],
      mitigation: [
        {
          say: 'Once the cause is gone, empty the queue. Instances that are still sick ask again.',
          command: purgeQueue(queue, region),
          expect: 'Nothing is printed. The alarm clears within ten minutes.',
          notWhen:
            'the cause is still unknown: read a request first (step 3 of the diagnosis). The log of the function names the others.',
          undo: { impossible: 'purged requests do not come back. The log of the repair function names every request.' },
        },
      ],
    }),
  });
}
