import { expect, test } from 'vitest';
import { userFlows } from '../../../lib/tables/charts/user-flows';
import { validPlan } from '../../support/fleets';

const flows = userFlows(validPlan('fleet.yaml'));

test('stated areas flow to their regions', () => {
  expect(flows[0]?.flows).toEqual([
    { from: 'north-america-east', to: 'us-east-1', share: 0.6 },
    { from: 'north-america-west', to: 'us-west-2', share: 0.4 },
  ]);
});

test('users of unstated areas flow to every region of the workload', () => {
  expect(flows[2]?.flows).toEqual([
    { from: 'all users', to: 'us-east-1', share: 0.5 },
    { from: 'all users', to: 'us-west-2', share: 0.5 },
  ]);
});
