import { metricNames } from '../contract/metrics';
import { lostInstances } from '../contract/repair';
import { derived } from '../figures/figure';
import type { Plan } from '../plan/plan';
import type { Alert, Step } from './alert';
import { cellAlert } from './cell-alert';
import { cellSteps } from './cell-steps';
import type { AwsCommand } from './command';

const silentMinutes = lostInstances.silentSeconds / 60;
/** A replaced instance leaves the cell within the first. */
const sweepsUntilPage = 3;

/** Instances that are paid for, that Auto Scaling counts, and that no user reaches. */
export const instancesLost = (
  plan: Plan,
  sickInstances: (plan: Plan, model: string, region: string) => AwsCommand,
  log: (plan: Plan, region: string) => Step,
): Alert =>
  cellAlert(plan, {
    id: 'instances-lost',
    severity: 'critical',
    component: 'gpu-repair',
    title: 'Instances lost',
    metric: { name: metricNames.instancesLost, statistic: 'Maximum', unit: 'instances' },
    comparison: 'above',
    window: {
      periodSeconds: lostInstances.sweepSeconds,
      evaluationPeriods: sweepsUntilPage,
      datapointsToAlarm: sweepsUntilPage,
    },
    meaning: `Auto Scaling counts an instance as in service, and the load balancer has not reached it for more than ${silentMinutes} minutes, or for longer than a launch may take where its agent still answers. The repair function did not have it replaced within ${(sweepsUntilPage * lostInstances.sweepSeconds) / 60} minutes.`,
    impact: 'The fleet pays for GPUs that serve no request, and the group launches none in their place.',
    watch: (context) => {
      const { cell, group } = context;
      const steps = cellSteps(context);
      return {
        threshold: derived(0, 'instances', 'the repair function has every lost instance replaced'),
        diagnosis: [
          {
            say: 'List the sick and lost instances. The columns are instance, fault, Xids, the time when it was last seen sick (seconds since 1970), what the repair function did, and the evidence.',
            command: sickInstances(plan, cell.model, cell.region),
            expect: [
              'lost-instance with held: too many instances are sick at the same time. Follow repairs-held.md.',
              'lost-instance with replaced: Auto Scaling has been asked, and its activities in step 4 say what holds it up.',
              'No lost-instance: the function cannot write the table. Call the owner of the fleet (README.md).',
            ],
          },
          log(plan, cell.region),
          steps.targetHealth,
          steps.launches,
          {
            say: 'See whether AWS reports trouble with a host.',
            command: group.instanceStatus,
            expect: [
              'ok twice and None in every row: AWS reports no trouble, so the agent, the container runtime or the disk is dead.',
              'impaired, or an event: this host is the cause.',
              'An error about --instance-ids: no instance runs.',
            ],
          },
        ],
        mitigation: [
          {
            say: 'Replace the lost instance by hand. Wait for its replacement before you replace another.',
            command: group.replaceUnhealthy,
            expect: [
              'One activity in progress: the replacement answers once its model has loaded.',
              'An error about the id None: the load balancer reaches every instance again, and nothing was terminated.',
            ],
            notWhen: 'all instances of the cell are unhealthy, or a new version is being rolled out.',
            undo: {
              impossible: 'a terminated instance does not come back, and the group launches a replacement.',
            },
          },
        ],
      };
    },
  });
