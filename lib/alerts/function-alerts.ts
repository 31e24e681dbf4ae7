import {
  burnMeterFunctionName,
  burnMeterLogGroupName,
  cellReviewLogGroupName,
  cellReviewName,
  coldStartRecorderLogGroupName,
  coldStartRecorderName,
  failedEventsQueueName,
  gpuRepairLogGroupName,
  gpuRepairName,
} from '../contract/names';
import { derived } from '../figures/figure';
import type { Plan } from '../plan/plan';
import type { Alert } from './alert';
import { newestLogLines } from './log-commands';
import { purgeQueue, readMessage } from './queue-commands';
import { regionAlert } from './region-alert';
import { onePeriod } from './windows';

/** One function of a region, as its alert tells of it. */
interface Watched {
  readonly id: string;
  readonly title: string;
  /** As sentences name it. */
  readonly subject: string;
  readonly functionName: (fleet: string) => string;
  readonly logGroupName: (fleet: string) => string;
  readonly impact: string;
}

const functions: readonly Watched[] = [
  {
    id: 'burn-meter-failing',
    title: 'Burn meter failing',
    subject: 'The burn meter',
    functionName: burnMeterFunctionName,
    logGroupName: burnMeterLogGroupName,
    impact: 'Spending in this region is counted with gaps or not in full, so a runaway may be seen late.',
  },
  {
    id: 'cold-start-recorder-failing',
    title: 'Cold-start recorder failing',
    subject: 'The recorder of failed launches',
    functionName: coldStartRecorderName,
    logGroupName: coldStartRecorderLogGroupName,
    impact: 'Launches that fail are not counted, so their alarms stay silent.',
  },
  {
    id: 'cell-review-failing',
    title: 'Cell review failing',
    subject: 'The review of cells',
    functionName: cellReviewName,
    logGroupName: cellReviewLogGroupName,
    impact:
      'Slower cold starts and first tokens, and launches that were not needed, go unseen for the cells in its log.',
  },
  {
    id: 'gpu-repair-failing',
    title: 'GPU repair failing',
    subject: 'The repair function',
    functionName: gpuRepairName,
    logGroupName: gpuRepairLogGroupName,
    impact: 'Sick instances may not be replaced. Their engines get no traffic, and the other instances carry the load.',
  },
];

/** Three is what one event causes that is lost: Lambda handles it once and repeats it twice. */
const lost = derived(3, 'errors', 'Lambda tries an event three times, so three errors can be one event that is lost');

/** Alerts about functions that end with an error, or that Lambda ends at their limit. */
export const functionAlerts = (plan: Plan): Alert[] => functions.map((watched) => functionFailing(plan, watched));

const functionFailing = (plan: Plan, { id, title, subject, impact, ...names }: Watched): Alert => {
  const functionName = names.functionName(plan.fleet.name);
  const queue = failedEventsQueueName(functionName);
  return regionAlert(plan, {
    id,
    severity: 'warning',
    component: 'functions',
    title,
    metric: { namespace: 'AWS/Lambda', name: 'Errors', statistic: 'Sum', unit: 'errors' },
    comparison: 'at-or-above',
    window: onePeriod(900),
    meaning: `${subject} failed three times within 15 minutes.`,
    impact,
    watch: (region) => ({
      dimensions: { FunctionName: functionName },
      threshold: lost,
      diagnosis: [
        {
          say: 'Read the last messages of the function. The first column is milliseconds since 1970.',
          command: newestLogLines(names.logGroupName(plan.fleet.name), region),
          expect: [
            'AccessDenied or UnauthorizedOperation: the function lacks a permission. Call the owner of the fleet (README.md).',
            'Throttling, RequestLimitExceeded or TimeoutError: a service of AWS refuses or does not answer. This ends by itself.',
            '"environment variable …": the function was deployed without its configuration. Deploy the operations stack again.',
            'Another error: call the owner of the fleet.',
          ],
        },
        {
          say: 'Read one of the events that the function failed to handle. It stays in the queue.',
          command: readMessage(queue, region),
          expect: ['One event, with the error.', 'Nothing: no event was lost.'],
        },
      ],
      mitigation: [
        {
          say: 'Once the cause is gone, empty the queue of lost events.',
          command: purgeQueue(queue, region),
          expect: 'Nothing is printed. The alarm clears 15 minutes after the last error.',
          notWhen: 'the cause is still unknown: read an event first (step 2 of the diagnosis).',
          undo: { impossible: 'purged events do not come back. The log of the function names its errors.' },
        },
      ],
    }),
  });
};
