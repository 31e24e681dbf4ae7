import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { validPlan } from '../support/fleets';
import { appOf } from '../support/templates';

const stacks = appOf(validPlan()).node.children.filter((child) => child instanceof Stack);

/** The name of a bundle is its hash, which moves with the SDK. */
const withoutHashes = (template: object): unknown =>
  JSON.parse(JSON.stringify(template).replace(/[0-9a-f]{64}\.zip/g, 'BUNDLE.zip'));

describe('the templates of the default fleet', () => {
  test.each(stacks.map((stack) => [stack.stackName, stack] as const))('%s is as it was reviewed', (_name, stack) => {
    expect(withoutHashes(Template.fromStack(stack).toJSON())).toMatchSnapshot();
  });
});
