import { describe, expect, test } from 'vitest';
import type { Assembly } from '../../../lib/rules/pairs/assembly';
import { type Verdict, verdictOf } from '../../../lib/rules/pairs/effects';
import { judge } from '../../../lib/rules/pairs/judge';
import type { AlarmStates } from '../../../lib/rules/pairs/refresh';
import { stackTemplate } from '../../../lib/template/template';

const notReady = 'fleet-model-no-ready-instance';
const slower = 'fleet-model-slower-than-peers';

/** How a group says which alarms stop its refresh: in its own policy, or not at all. */
type Guard = 'alarms in the refresh' | 'a watch outside';

/** A fleet whose group starts version `image`, with alarms that are created after it. */
function fleet(guard: Guard, image: string, alarms: readonly string[]): Assembly {
  const preferences = { MinHealthyPercentage: 100, MaxHealthyPercentage: 134 };
  const watched = { AlarmSpecification: { Alarms: alarms } };
  return [
    stackTemplate('serving', 'us-east-1', {
      Resources: {
        Template: { Type: 'AWS::EC2::LaunchTemplate', Properties: { LaunchTemplateData: { ImageId: image } } },
        Group: {
          Type: 'AWS::AutoScaling::AutoScalingGroup',
          Properties: {
            MixedInstancesPolicy: { Version: { 'Fn::GetAtt': ['Template', 'LatestVersionNumber'] } },
            TargetGroupARNs: ['engine'],
          },
          UpdatePolicy: {
            AutoScalingInstanceRefresh: {
              Strategy: 'Rolling',
              Preferences: guard === 'alarms in the refresh' ? { ...preferences, ...watched } : preferences,
            },
          },
        },
      },
    }),
    stackTemplate('operations', 'us-east-1', {
      Resources: Object.fromEntries(
        alarms.map((AlarmName, index) => [
          `Alarm${index}`,
          { Type: 'AWS::CloudWatch::Alarm', Properties: { AlarmName } },
        ]),
      ),
    }),
  ];
}

interface Situation {
  readonly what: string;
  readonly from: readonly [image: string, alarms: readonly string[]];
  readonly to: readonly [image: string, alarms: readonly string[]];
  readonly alarmStates: AlarmStates;
}

const ringing: AlarmStates = { [notReady]: 'ALARM' };
const before = [notReady];

/**
 * By the guide, a refresh does not start while one of its alarms is in ALARM or INSUFFICIENT_DATA. A rollback follows the
 * update policy of the template to which it returns, and is a refresh as well.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/instance-refresh-rollback.html
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html
 */
const situations: readonly Situation[] = [
  {
    what: 'a new pin after a first boot that failed',
    from: ['ami-1', before],
    to: ['ami-2', before],
    alarmStates: ringing,
  },
  {
    what: 'the same before the alarm has any data',
    from: ['ami-1', before],
    to: ['ami-2', before],
    alarmStates: { [notReady]: 'INSUFFICIENT_DATA' },
  },
  {
    what: 'the rollback of the stack after an alarm',
    from: ['ami-2', before],
    to: ['ami-1', before],
    alarmStates: ringing,
  },
  {
    what: 'the rollback of a runbook, days later',
    from: ['ami-2', before],
    to: ['ami-1', before],
    alarmStates: ringing,
  },
  { what: 'a release that adds an alarm', from: ['ami-1', before], to: ['ami-2', [notReady, slower]], alarmStates: {} },
];

const verdict = (guard: Guard, { from, to, alarmStates }: Situation): Verdict =>
  verdictOf(judge(fleet(guard, ...from), fleet(guard, ...to), { alarmStates }));

describe.each(situations)('$what', (situation) => {
  test('is refused where the refresh itself names the alarms', () => {
    expect(verdict('alarms in the refresh', situation)).toBe('refused');
  });

  test('is deployed where a function watches them from outside', () => {
    expect(verdict('a watch outside', situation)).toBe('updates in place');
  });
});

test('while every alarm is OK, both deploy', () => {
  const quiet: Situation = { what: '', from: ['ami-1', before], to: ['ami-2', before], alarmStates: {} };

  expect(verdict('alarms in the refresh', quiet)).toBe('updates in place');
  expect(verdict('a watch outside', quiet)).toBe('updates in place');
});

describe('a refresh is not started', () => {
  const policy = (refresh: object): Assembly[] =>
    ['1', '2'].map((version) => [
      stackTemplate('serving', 'us-east-1', {
        Resources: {
          Group: {
            Type: 'AWS::AutoScaling::AutoScalingGroup',
            Properties: { MixedInstancesPolicy: { Version: version }, TargetGroupARNs: ['engine'] },
            UpdatePolicy: { AutoScalingInstanceRefresh: refresh },
          },
        },
      }),
    ]);

  test.each([
    ['by root volume behind a load balancer', { Strategy: 'ReplaceRootVolume' }],
    [
      'with percentages more than 100 apart',
      { Strategy: 'Rolling', Preferences: { MinHealthyPercentage: 50, MaxHealthyPercentage: 151 } },
    ],
  ])('%s', (_what, refresh) => {
    const [one, other] = policy(refresh) as [Assembly, Assembly];

    expect(verdictOf(judge(one, other))).toBe('refused');
  });
});
