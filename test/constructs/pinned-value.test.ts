import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { expect, test } from 'vitest';
import { pinnedValue } from '../../lib/constructs/pinned-value';

test('a resolved pin is the id itself', () => {
  const stack = new Stack(new App(), 'Test');

  expect(pinnedValue(stack, 'Image', 'ami-0123456789abcdef0', {})).toBe('ami-0123456789abcdef0');
  Template.fromStack(stack).templateMatches({});
});

test('an unresolved pin is a parameter that the deployment must be given', () => {
  const stack = new Stack(new App(), 'Test');

  pinnedValue(stack, 'Image', undefined, { type: 'AWS::EC2::Image::Id' });

  expect(Template.fromStack(stack).toJSON().Parameters.Image).toEqual({
    Type: 'AWS::EC2::Image::Id',
    Description: "Image: unresolved in the fleet's lock file",
  });
});
