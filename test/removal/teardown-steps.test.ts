import { expect, test } from 'vitest';
import { teardownSteps } from '../../lib/removal/teardown-steps';

test('a fleet goes from its names to its budgets, the home region after the others', () => {
  const steps = teardownSteps('assistant', ['us-east-1', 'us-west-2']);

  expect(steps.map(({ name, region }) => `${name} ${region}`)).toEqual([
    'names us-east-1',
    'region us-west-2',
    'region us-east-1',
    'account us-east-1',
  ]);
  // Each stack stands before those whose resources it uses.
  expect(steps.flatMap(({ stacks }) => stacks)).toEqual([
    'assistant-traffic',
    'assistant-operations-us-west-2',
    'assistant-serving-us-west-2',
    'assistant-artifacts-us-west-2',
    'assistant-network-us-west-2',
    'assistant-operations-us-east-1',
    'assistant-serving-us-east-1',
    'assistant-artifacts-us-east-1',
    'assistant-network-us-east-1',
    'assistant-account',
  ]);
});
