import { expect, test } from 'vitest';
import { pricedPlan } from '../../../lib/budgets/priced-plan';
import { networkWaysTable } from '../../../lib/tables/cost/network-ways';
import { chatFleetText, edit, planOf, validPlan } from '../../support/fleets';
import { rows } from '../../support/table-cells';

test('endpoints stand beside the NAT gateways that they are chosen over', () => {
  const plan = pricedPlan(validPlan());

  // us-east-1: 131.43 − 73.135 = 58.3 USD; us-west-2 spans three zones: 197.13 − 109.635 = 87.5
  expect(rows(networkWaysTable(plan)).map((row) => row.at(-1))).toEqual(['58.3', '87.5']);
  expect(networkWaysTable(plan).notes).toEqual([
    'Interface endpoints are deployed: the fleet file asks for no way to the internet.',
  ]);
});

test('with a way to the internet, the cheaper is deployed', () => {
  const internet = '{ reason: licences are checked at start, owner: platform@example.com }';
  const { plan } = planOf(edit(chatFleetText(), '\naccess:', `\nnetwork: { internet: ${internet} }\naccess:`));

  expect(plan && rows(networkWaysTable(pricedPlan(plan)))[0]?.at(-1)).toBe('-131');
  expect(plan && networkWaysTable(pricedPlan(plan)).notes).toEqual([
    'The cheaper of NAT gateways alone and of both together is deployed.',
  ]);
});
