import { describe, expect, test } from 'vitest';
import { loadPins } from '../../lib/fleet/lock-file';
import { existingNetworkFindings, existingNetworkPlan } from '../../lib/plan/existing-network';
import { load, validPlan } from '../support/fleets';
import { readText } from '../support/project-root';

const { fleet } = load(readText('fleets/bring-your-own.yaml'));
const looked = `networks: { us-east-2: { publicSubnets: { use2-az1: subnet-0aaaaaaa, use2-az2: subnet-0bbbbbbb } } }`;
const planWith = (lock: string | undefined) => {
  if (fleet === undefined) {
    throw new Error('the example is not valid');
  }
  return existingNetworkPlan(fleet, loadPins(lock, fleet.regions).pins, 'us-east-2').existingNetwork;
};

describe('the existing network of a plan', () => {
  test('has stated ids as they are, and none for a tag that was not looked up', () => {
    expect(planWith(undefined)).toEqual({
      vpcId: { status: 'resolved', id: 'vpc-0123456789abcdef0' },
      privateSubnets: {
        'use2-az1': { status: 'resolved', id: 'subnet-0123456789abcdef1' },
        'use2-az2': { status: 'resolved', id: 'subnet-0123456789abcdef2' },
      },
      publicSubnets: { 'use2-az1': { status: 'unresolved' }, 'use2-az2': { status: 'unresolved' } },
      serviceEndpoints: 'existing',
    });
  });

  test('has the ids of the lock file for tags', () => {
    expect(planWith(looked)?.publicSubnets).toEqual({
      'use2-az1': { status: 'resolved', id: 'subnet-0aaaaaaa' },
      'use2-az2': { status: 'resolved', id: 'subnet-0bbbbbbb' },
    });
  });

  test('decides the zones of the cells', () => {
    const plan = validPlan('fleets/bring-your-own.yaml');

    expect(plan.cells.map(({ zoneIds }) => zoneIds)).toEqual([['use2-az1', 'use2-az2']]);
    expect(plan.regions.map(({ zoneIds }) => zoneIds)).toEqual([['use2-az1', 'use2-az2']]);
  });

  test('warns of tags until they are looked up', () => {
    const [found, ...others] = existingNetworkFindings(validPlan('fleets/bring-your-own.yaml').regions);

    expect(others).toEqual([]);
    expect(found?.path).toBe('network.existing.us-east-2');
    expect(found?.message).toContain('got "publicSubnets.use2-az1, publicSubnets.use2-az2"');
  });
});
