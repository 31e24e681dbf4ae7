import { at, list, number } from '../../template/values';
import { type Assembly, placed } from './assembly';
import type { Change } from './changes';
import type { Effect } from './effects';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

export type AlarmStates = Readonly<Record<string, AlarmState>>;

const group = 'AWS::AutoScaling::AutoScalingGroup';

/**
 * Properties of a group whose change gives its instances a new template.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html (2026)
 */
const refreshing = [
  'LaunchConfigurationName',
  'LaunchTemplate',
  'MixedInstancesPolicy',
  'PlacementGroup',
  'VPCZoneIdentifier',
];

const guide = 'https://docs.aws.amazon.com/autoscaling/ec2/userguide';
const alarmSource = `${guide}/instance-refresh-rollback.html`;
const rootVolumeSource = `${guide}/instance-refresh-overview.html`;
const preferenceSource = 'https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_RefreshPreferences.html';

export const refreshes = ({ after, properties }: Change): boolean =>
  after.type === group &&
  after.updatePolicy.AutoScalingInstanceRefresh !== undefined &&
  properties.some((property) => refreshing.includes(property));

/** Refreshes that Auto Scaling does not start. */
export function refreshFindings(changes: readonly Change[], before: Assembly, states: AlarmStates): Effect[] {
  const existing = placed(before).flatMap(({ stack, resource: { type, properties } }) =>
    type === 'AWS::CloudWatch::Alarm' ? [`${stack.region}/${properties.AlarmName}`] : [],
  );
  return changes.filter(refreshes).flatMap((change) => {
    const { after, stack } = change;
    const policy = at(after.updatePolicy, 'AutoScalingInstanceRefresh');
    const refused = (why: string, source: string): Effect => ({
      kind: 'refused',
      stack: stack.path,
      type: after.type,
      logicalId: after.logicalId,
      why,
      source,
    });
    const alarms = list(at(policy, 'Preferences.AlarmSpecification.Alarms')).map(String);
    return [
      ...alarms.flatMap((alarm) => {
        const state = states[alarm] ?? (existing.includes(`${stack.region}/${alarm}`) ? 'OK' : undefined);
        return state === 'OK'
          ? []
          : [refused(`a refresh does not start while its alarm ${alarm} is ${state ?? 'missing'}`, alarmSource)];
      }),
      ...(at(policy, 'Strategy') === 'ReplaceRootVolume' && list(after.properties.TargetGroupARNs).length > 0
        ? [refused('ReplaceRootVolume supports no group behind a load balancer', rootVolumeSource)]
        : []),
      ...(number(at(policy, 'Preferences.MaxHealthyPercentage')) -
        number(at(policy, 'Preferences.MinHealthyPercentage')) >
      100
        ? [refused('minimum and maximum healthy percentage differ by more than 100', preferenceSource)]
        : []),
    ];
  });
}
