import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { edit, planOf } from '../support/fleets';
import { readText } from '../support/project-root';
import { appOf } from '../support/templates';

const fleet = readText('fleets/two-jurisdictions.yaml');

/** Every resource of every stack of a fleet file, by stack and logical id. */
function resourcesOf(text: string): Map<string, string> {
  const { plan, findings } = planOf(text);
  expect(plan, JSON.stringify(findings)).toBeDefined();
  const stacks = appOf(plan as NonNullable<typeof plan>).node.children.filter((child) => child instanceof Stack);
  return new Map(
    stacks.flatMap((stack) =>
      Object.entries(Template.fromStack(stack).toJSON().Resources as Record<string, { Type: string }>).map(
        ([id, resource]): [string, string] => [`${stack.stackName} ${resource.Type} ${id}`, JSON.stringify(resource)],
      ),
    ),
  );
}

const before = resourcesOf(fleet);

/** What `cdk diff` would list, by stack and type. */
function touched(text: string): string[] {
  const after = resourcesOf(text);
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((id) => before.get(id) !== after.get(id))
    .map((id) => id.split(' ').slice(0, 2).join(' '));
}

describe('a change of the fleet file touches what it is about', () => {
  test('the order of one model’s types: its own groups, and the budgets that follow from its price', () => {
    expect(touched(edit(fleet, '[g6e.2xlarge, g6e.4xlarge]', '[g6e.4xlarge, g6e.2xlarge]'))).toEqual([
      'two-account AWS::Budgets::Budget',
      'two-account AWS::Budgets::Budget',
      'two-account AWS::Budgets::Budget',
      'two-serving-eu-central-1 AWS::AutoScaling::AutoScalingGroup',
      'two-serving-eu-north-1 AWS::AutoScaling::AutoScalingGroup',
    ]);
  });

  test('a budget: itself, and that of the whole fleet', () => {
    expect(touched(edit(fleet, 'serving: 350000', 'serving: 360000'))).toEqual([
      'two-account AWS::Budgets::Budget',
      'two-account AWS::Budgets::Budget',
    ]);
  });

  test('a spot pool: a group and its scaling, whose hooks its instances complete, and the spending alarms and budgets that it may reach', () => {
    const changed = touched(
      edit(
        edit(
          fleet,
          'instanceTypes: [g6e.2xlarge, g6e.4xlarge]',
          'instanceTypes: [g6e.2xlarge, g6e.4xlarge]\n    pools: { overflow: { maxInstances: 1 } }',
        ),
        'serving: 350000',
        'serving: 350000',
      ),
    );

    expect(new Set(changed)).toEqual(
      new Set([
        'two-account AWS::Budgets::Budget',
        ...['eu-central-1', 'eu-north-1'].flatMap((region) => [
          `two-serving-${region} AWS::AutoScaling::AutoScalingGroup`,
          `two-serving-${region} AWS::AutoScaling::ScalingPolicy`,
          `two-serving-${region} AWS::IAM::Policy`,
          `two-operations-${region} AWS::CloudWatch::Alarm`,
        ]),
      ]),
    );
  });
});
