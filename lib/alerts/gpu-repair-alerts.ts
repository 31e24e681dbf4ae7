import { metricNames } from '../contract/metrics';
import { gpuRepairLogGroupName, gpuRepairName, gpuRepairQueueName } from '../contract/names';
import { breaker, repairTable, repairTiming } from '../contract/repair';
import { derived } from '../figures/figure';
import type { Plan } from '../plan/plan';
import type { Alert, Step } from './alert';
import { cellAlert } from './cell-alert';
import { cellSteps } from './cell-watches';
import type { AwsCommand } from './command';
import { newestLogLines } from './log-commands';
import { rollBack } from './roll-back';
import { onePeriod, perRegion } from './watches';

/** Alerts about sick instances that are not replaced. */
export const gpuRepairAlerts = (plan: Plan): Alert[] => [repairsHeld(plan), repairRequestsFailed(plan)];

const breakerHours = repairTiming.breakerSeconds / 3600;
const repeatMinutes = repairTiming.repeatSeconds / 60;

/** Queries the repair table for a cell: each sick instance, its fault, and the outcome of the repair. */
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
  say: 'Read what the repair function did last; the first column is milliseconds since 1970.',
  command: newestLogLines(gpuRepairLogGroupName(plan.fleet.name), region),
  expect:
    '{"outcome":"replaced"}: it works. held with "unknown": its table cannot be reached. "not handled, AccessDenied…": a permission. "not handled, Throttling…": it passes. Old times: no instance asked for a repair.',
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
    meaning: `Instances ask to be replaced and are not: within ${breakerHours} h more than ${100 * breaker.sickRatio} % of the cell was sick (in a cell of ${breaker.smallCellInstances} or fewer, more than ${breaker.sickInSmallCell} instance), or the sick instances are not known.`,
    impact:
      'The sick instances get no traffic, the others carry it. So many at once share a cause (driver, image, weights, a prompt): replacing them would give away scarce GPUs and cure nothing.',
    watch: (context) => {
      const { group, cell } = context;
      const steps = cellSteps(context);
      return {
        threshold: derived(0, 'repairs', 'the breaker holds only what the instances are not to blame for'),
        diagnosis: [
          {
            say: 'List the sick instances with their faults and times. The number is seconds since 1970.',
            command: sickInstances(plan, cell.model, cell.region),
            expect:
              'gpu-fault with the same Xid on many: the driver or the machine image. engine-hang on one after the other: a prompt or the weights. Different Xids on two: bad luck, see the first mitigation. An error: the table is away, nothing is known.',
          },
          log(plan, cell.region),
          steps.targetHealth,
          steps.sizes,
          {
            say: 'See whether a new version is being rolled out.',
            command: group.refreshes,
            expect:
              'InProgress, or ended shortly before the first was sick: the new version is the likely cause, roll it back by deploying the commit before. Nothing, or long ago: it is not.',
          },
        ],
        mitigation: [
          {
            say: 'Replace one sick instance by hand. One at a time, and wait for its replacement: if that falls sick too, the cause is what they share.',
            command: group.replaceUnhealthy,
            expect:
              'One activity, in progress. The replacement answers after the model has loaded. An error about the id None: no instance is unhealthy, and nothing was ended.',
            notWhen:
              'all have the same fault, launches fail, or a new version is being rolled out: then roll back instead.',
            undoWhen: 'A terminated instance does not come back.',
            undo: { nothing: 'the group has launched its replacement' },
          },
          rollBack(plan, context),
          steps.oneMore('all have the same fault: one more would share it.'),
        ],
      };
    },
  });

function repairRequestsFailed(plan: Plan): Alert {
  const id = 'repair-requests-failed';
  const queue = gpuRepairQueueName(plan.fleet.name);
  const rule = (region: string, operation: string): AwsCommand => ({
    service: 'events',
    operation,
    region,
    options: { name: gpuRepairName(plan.fleet.name) },
  });
  const queueUrl = (region: string): AwsCommand => ({
    service: 'sqs',
    operation: 'get-queue-url',
    region,
    options: { 'queue-name': queue },
    query: 'QueueUrl',
    output: 'text',
  });
  return {
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
    missingData: 'not-breaching',
    meaning: 'The repair function could not handle what an instance asked for, three times.',
    impact: `A sick instance stays: it gets no traffic, and the group does not replace it. It asks again every ${repeatMinutes} minutes.`,
    watches: perRegion(plan, id, (region) => ({
      dimensions: { QueueName: queue },
      threshold: derived(0, 'requests', 'every request is answered, if only with nothing to do'),
      diagnosis: [
        log(plan, region),
        {
          say: 'See whether its rule is on.',
          command: { ...rule(region, 'describe-rule'), query: '[Name,State]', output: 'table' },
          expect: 'ENABLED. DISABLED: repairs were switched off by hand.',
        },
        {
          say: 'Read one of the requests; it stays in the queue.',
          command: {
            service: 'sqs',
            operation: 'receive-message',
            region,
            options: { 'queue-url': { as: 'word', outputOf: queueUrl(region) }, 'visibility-timeout': 0 },
            query: 'Messages[].Body',
            output: 'text',
          },
          expect:
            'One request, with the id of the instance, the time and the error. Nothing: the queue is empty again.',
        },
      ],
      mitigation: [
        {
          say: 'Once the cause is gone, empty the queue: instances that are still sick ask again.',
          command: {
            service: 'sqs',
            operation: 'purge-queue',
            region,
            options: { 'queue-url': { as: 'word', outputOf: queueUrl(region) } },
          },
          expect: 'Nothing is printed. The alarm clears within ten minutes.',
          notWhen: 'its messages have not been read yet.',
          undoWhen: 'What was purged does not come back.',
          undo: { nothing: 'the log of the function names every request' },
        },
      ],
    })),
  };
}
