import type { Pin } from '../../../lib/fleet/lock-file';
import type { Plan } from '../../../lib/plan/plan';
import type { Verdict } from '../../../lib/rules/pairs/effects';

/** Two states of a fleet that its file does not tell apart: pins, and zones of the price table. */
export interface DeploymentPair {
  readonly what: string;
  readonly from: (plan: Plan) => Plan;
  readonly to: (plan: Plan) => Plan;
  readonly expected: Verdict;
  readonly on: string;
  readonly source: string;
}

const groups = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-updatepolicy.html';
const zones =
  'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-autoscaling-autoscalinggroup.html';
const group = 'AWS::AutoScaling::AutoScalingGroup';

const pin = (id: string): Pin => ({ status: 'resolved', id });
const digest = (digit: string): Pin => pin(`sha256:${digit.repeat(64)}`);

type Pinned = (plan: Plan, digit: string) => Plan;

const pinnings: Readonly<Record<string, Pinned>> = {
  'a machine image': (plan, digit) => ({
    ...plan,
    regions: plan.regions.map((region) => ({ ...region, machineImage: pin(`ami-${digit.repeat(17)}`) })),
  }),
  'an engine image': (plan, digit) => ({ ...plan, engineImageDigest: digest(digit) }),
  'a guard image': (plan, digit) => ({ ...plan, guardImageDigest: digest(digit) }),
  'an agent': (plan, digit) => ({ ...plan, agentDigest: digest(digit) }),
  'the weights of a model': (plan, digit) => ({
    ...plan,
    models: plan.models.map((model) => ({ ...model, weightsManifest: digest(digit) })),
  }),
};

const oneZoneLess = (plan: Plan): Plan => {
  const { region } = plan.cells[0] as Plan['cells'][number];
  const kept = (zoneIds: readonly string[]): string[] => zoneIds.slice(1);
  return {
    ...plan,
    cells: plan.cells.map((cell) => (cell.region === region ? { ...cell, zoneIds: kept(cell.zoneIds) } : cell)),
  };
};

const asPlanned = (plan: Plan): Plan => plan;

export const deployments: readonly DeploymentPair[] = [
  ...Object.entries(pinnings).map(
    ([what, pinned]): DeploymentPair => ({
      what: `a new pin of ${what}`,
      from: (plan) => pinned(plan, '1'),
      to: (plan) => pinned(plan, '2'),
      expected: 'updates in place',
      on: group,
      source: groups,
    }),
  ),
  { what: 'one zone less', from: asPlanned, to: oneZoneLess, expected: 'updates in place', on: group, source: zones },
  { what: 'one zone more', from: oneZoneLess, to: asPlanned, expected: 'updates in place', on: group, source: zones },
];
