import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { renderCommand } from '../../lib/alerts/command';
import { regionStacks } from '../../lib/removal/region-stacks';
import { retainedOf } from '../../lib/removal/retained';
import { validPlan } from '../support/fleets';
import { appOf } from '../support/templates';

const app = appOf(validPlan());
const stacks = app.node.children.filter((child): child is import('aws-cdk-lib').Stack => 'stackName' in child);
const region = 'us-west-2';
// What one stack takes from another is known only then.
app.synth();

describe('the stacks of a region', () => {
  const own = stacks.filter(({ stackName }) => stackName.endsWith(region));

  test('are all of those that are deployed there', () => {
    expect(own.map(({ stackName }) => stackName).sort()).toEqual(regionStacks('assistant', region).sort());
  });

  test('are deleted each before those that it needs', () => {
    const order = regionStacks('assistant', region);
    for (const { stackName, dependencies } of own) {
      for (const needed of dependencies) {
        expect(order.indexOf(needed.stackName), `${stackName} → ${needed.stackName}`).toBeGreaterThan(
          order.indexOf(stackName),
        );
      }
    }
    expect(own.flatMap(({ dependencies }) => dependencies).length).toBeGreaterThan(2);
  });

  test('leave behind what their templates retain, each with a command that deletes it', () => {
    const kept = own.flatMap((stack) => {
      const template = Template.fromStack(stack).toJSON();
      const resources = Object.keys(template.Resources).map((logicalId) => ({ logicalId, physicalId: logicalId }));
      return retainedOf(JSON.stringify(template), resources, region);
    });

    expect(kept.map(({ type }) => type).sort()).toEqual([
      'AWS::ECR::Repository',
      'AWS::KMS::Key',
      'AWS::S3::Bucket',
      'AWS::S3::Bucket',
      'AWS::S3::Bucket',
    ]);
    expect(kept.filter(({ commands }) => commands.length === 0)).toEqual([]);
  });
});

describe('a bucket that is kept', () => {
  test('is emptied of every version, then deleted', () => {
    const template = JSON.stringify({
      Resources: { Logs: { Type: 'AWS::S3::Bucket', DeletionPolicy: 'Retain' }, Topic: { Type: 'AWS::SNS::Topic' } },
    });
    const [kept, ...others] = retainedOf(
      template,
      [
        { logicalId: 'Logs', physicalId: 'logs' },
        { logicalId: 'Topic', physicalId: 't' },
      ],
      region,
    );

    expect(others).toEqual([]);
    expect(kept?.commands.map(renderCommand)).toEqual([
      `aws s3api delete-objects --bucket logs --delete "$(aws s3api list-object-versions --bucket logs --max-items 1000 --query '{Objects: [Versions, DeleteMarkers][].{Key: Key, VersionId: VersionId}}' --region us-west-2 --output json)" --region us-west-2`,
      'aws s3api delete-bucket --bucket logs --region us-west-2',
    ]);
  });
});
