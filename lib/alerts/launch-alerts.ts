import { artifactBucketName, engineRepositoryName, manifestFileName, modelWeightsPrefix } from '../contract/artifacts';
import { hookNames } from '../contract/hooks';
import { cellDimensions, metricNames, metricNamespace } from '../contract/metrics';
import { coldStartRecorderLogGroupName, poolGroupName, stackNames } from '../contract/names';
import { assumed, derived } from '../plan/figure';
import type { Plan } from '../plan/plan';
import type { Alert, Step } from './alert';
import { type CellContext, cellSteps, perCell } from './cell-watches';
import { newestLogLines } from './log-commands';
import { scaleOutWithoutBottleneck } from './scale-out-alert';

/** Alerts about launches that come to nothing, or were not needed. */
export const launchAlerts = (plan: Plan): Alert[] => [
  launchesFailing(plan),
  launchesAbandoned(plan),
  scaleOutWithoutBottleneck(plan),
];

const quarterOfAnHour = { periodSeconds: 900, evaluationPeriods: 1, datapointsToAlarm: 1 } as const;

/** Assumed: one spot request that AWS cannot fill is a Tuesday; a group that keeps failing tries again every few minutes. */
const failures = assumed(
  3,
  'launches',
  'one that fails is tried again at once; three in a quarter of an hour do not pass by themselves',
);

const base = { severity: 'warning', component: 'cold-start-recorder', missingData: 'not-breaching' } as const;

/** One line a launch, with the reason class that the branches of the page go by. */
const reasons = (plan: Plan, { cell }: CellContext): Step => ({
  say: 'See why, by class; the first column is milliseconds since 1970.',
  command: newestLogLines(coldStartRecorderLogGroupName(plan.fleet.name), cell.region),
  expect:
    'capacity, quota, throttling, kms, permission, configuration: AWS refused, go by that word. image, weights, engine, gpu: the agent says what failed. abandoned: the agent said nothing. other: read the text of the activity, the step before.',
});

/** A launch fails in as many ways as there are owners; each has its own command. */
const branches = (plan: Plan, { cell, group }: CellContext): Step[] => {
  const { region, model } = cell;
  const types = cell.instanceTypes;
  return [
    {
      say: 'capacity: see in which zones AWS offers the types at all.',
      command: {
        service: 'ec2',
        operation: 'describe-instance-type-offerings',
        region,
        options: {
          'location-type': 'availability-zone-id',
          filters: `Name=instance-type,Values=${types.join(',')}`,
        },
        query: 'InstanceTypeOfferings[].[InstanceType,Location]',
        output: 'table',
      },
      expect:
        'The zones of the fleet for every type: AWS has none free now, only waiting, a reservation, another type or region helps. Other zones only: the catalogue is older than AWS.',
    },
    {
      say: 'quota: compare what is allowed with what the plan needs.',
      command: { project: 'npx polyregion quotas' },
      expect:
        'The quotas of the region, their codes and the increase requests. A request takes hours to days: meanwhile nothing grows.',
    },
    {
      say: 'kms: see whether the key of encrypted disks admits Auto Scaling.',
      command: {
        service: 'ec2',
        operation: 'get-ebs-default-kms-key-id',
        region,
        options: {},
        query: 'KmsKeyId',
        output: 'text',
      },
      expect:
        'alias/aws/ebs: the key of AWS admits it, and is disabled by nobody. A key of your own: its policy must name AWSServiceRoleForAutoScaling, and the key must be enabled.',
    },
    {
      say: 'permission: see whether Auto Scaling’s own role exists.',
      command: {
        service: 'iam',
        operation: 'get-role',
        region,
        options: { 'role-name': 'AWSServiceRoleForAutoScaling' },
        query: 'Role.Arn',
        output: 'text',
      },
      expect:
        'Its ARN. NoSuchEntity: npx polyregion prepare says how to make it. Then a policy of the organization forbids: call its owner.',
    },
    {
      say: 'configuration: see which launch template and image the group uses.',
      command: {
        service: 'autoscaling',
        operation: 'describe-auto-scaling-groups',
        region,
        options: { 'auto-scaling-group-names': poolGroupName({ fleet: plan.fleet.name, model }, 'baseline') },
        query: 'AutoScalingGroups[].MixedInstancesPolicy.LaunchTemplate.[LaunchTemplateSpecification,Overrides]',
        output: 'json',
      },
      expect:
        'The image of fleet.lock.yaml. An image that was deregistered must be pinned anew: npx polyregion pin, review, deploy.',
    },
    {
      say: 'image: see which images of the engine the region holds.',
      command: {
        service: 'ecr',
        operation: 'describe-images',
        region,
        options: { 'repository-name': engineRepositoryName(plan.fleet.name) },
        query: 'imageDetails[].[imagePushedAt,imageDigest]',
        output: 'text',
      },
      expect:
        'The digest of fleet.lock.yaml among them. Without it: npx polyregion artifacts push. With it, the pull itself fails: the endpoints ecr.api, ecr.dkr and s3 of the network.',
    },
    {
      say: 'weights: see which manifests of the model the region holds.',
      command: {
        service: 's3api',
        operation: 'list-objects-v2',
        region,
        options: {
          bucket: artifactBucketName({ fleet: plan.fleet.name, account: plan.fleet.account, region }),
          prefix: modelWeightsPrefix(model),
        },
        query: `Contents[?ends_with(Key,\`/${manifestFileName}\`)].[LastModified,Key]`,
        output: 'text',
      },
      expect:
        'One line a pushed version; the one of fleet.lock.yaml among them. Without it: npx polyregion artifacts push. What was pushed before is not copied again.',
    },
    {
      say: 'engine, gpu: see whether a new version is being rolled out.',
      command: group.refreshes,
      expect:
        'InProgress: the new version does not start, the refresh fails by itself. Nothing: the machines or the weights, see the agent’s log.',
    },
  ];
};

function launchesFailing(plan: Plan): Alert {
  const id = 'launches-failing';
  return {
    ...base,
    id,
    title: 'Launches failing',
    metric: { namespace: metricNamespace, name: metricNames.launchesFailed, statistic: 'Sum', unit: 'launches' },
    comparison: 'at-or-above',
    window: quarterOfAnHour,
    meaning: 'Auto Scaling asks for instances of the cell and gets none, or none of them starts its engine.',
    impact: 'The cell cannot grow or replace what is lost. What runs keeps serving.',
    watches: perCell(plan, id, (context) => {
      const { region } = context.cell;
      const steps = cellSteps(context);
      return {
        dimensions: cellDimensions({ fleet: plan.fleet.name, model: context.cell.model }),
        threshold: failures,
        diagnosis: [
          steps.launches,
          reasons(plan, context),
          ...branches(plan, context),
          steps.sizes,
          ...steps.overflowSizes,
        ],
        mitigation: [
          {
            say: 'Where AWS has none of these types, allow another in instanceTypes of the model in fleet.yaml, have the plan reviewed, and deploy this one stack.',
            command: { project: `npx cdk deploy --exclusively ${stackNames.serving(plan.fleet.name, region)}` },
            expect: 'UPDATE_COMPLETE. The next launch asks for the other type.',
            notWhen: 'the reason is not capacity: another type fails as well.',
            undoWhen: 'when the first type can be had again.',
            undo: { nothing: 'take the type out of the fleet file and deploy again; what runs is replaced one by one' },
          },
        ],
      };
    }),
  };
}

function launchesAbandoned(plan: Plan): Alert {
  const id = 'launches-abandoned';
  return {
    ...base,
    id,
    title: 'Launches abandoned',
    metric: { namespace: metricNamespace, name: metricNames.launchesAbandoned, statistic: 'Sum', unit: 'launches' },
    comparison: 'at-or-above',
    window: quarterOfAnHour,
    meaning: `An instance ran, and its launch hook ${hookNames.launch} ended without an answer of its model.`,
    impact:
      'GPUs are paid for and serve nobody; Auto Scaling terminates the instance and tries again, later each time.',
    watches: perCell(plan, id, (context) => {
      const steps = cellSteps(context);
      return {
        dimensions: cellDimensions({ fleet: plan.fleet.name, model: context.cell.model }),
        threshold: derived(1, 'launches', 'every instance that starts should answer'),
        diagnosis: [
          {
            ...steps.launches,
            expect: `abandoned: Lifecycle Action Completed with ABANDON Result: the agent gave up and says why, next step. abandoned: Heartbeat Timeout: the agent never came up or hung, within the ${context.cell.timers.launchHookSeconds.value} s that the plan allows for.`,
          },
          reasons(plan, context),
          ...branches(plan, context).slice(-3),
        ],
        mitigation: [
          {
            say: 'Stop launching until the cause is found: what serves goes on.',
            command: context.group.suspendLaunches,
            expect: 'Nothing is printed. No instance is launched any more, not even for one that is lost.',
            notWhen: 'some launches succeed, or the cell has no spare instance: then a lost one would not come back.',
            undoWhen: 'as soon as the cause is gone. No deployment does it.',
            undo: context.group.resumeLaunches,
          },
        ],
      };
    }),
  };
}
