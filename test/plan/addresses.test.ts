import { describe, expect, test } from 'vitest';
import { addressesNeeded, addressFindings } from '../../lib/plan/addresses';
import type { Plan } from '../../lib/plan/plan';
import { validPlan } from '../support/fleets';

const own = validPlan('fleets/bring-your-own.yaml');
const made = validPlan('fleets/small-team.yaml');
const [region] = made.regions;
const [existing] = own.regions;
const withRange = (vpcCidr: string): Plan => ({ ...made, regions: made.regions.map((one) => ({ ...one, vpcCidr })) });

describe('addresses of a subnet', () => {
  // One cell of at most 2 instances and one more during a rollout, in three zones: 3 ÷ 2 left, rounded up; nine endpoints.
  test('are needed for every instance with a zone lost, and for endpoints', () => {
    expect(
      made.cells.flatMap(({ pools }) => pools.map((pool) => [pool.maxInstances.value, pool.surgeInstances.value])),
    ).toEqual([[2, 1]]);
    expect(region && addressesNeeded(made, region)).toMatchObject({
      private: Math.ceil(3 / ((region?.zoneIds.length ?? 0) - 1)) + 9,
      public: 8,
    });
  });

  // Two zones, of which one is left; the endpoints are those of the network.
  test('of an existing network are needed for no endpoints', () => {
    expect(existing && addressesNeeded(own, existing)).toEqual({
      private: 3,
      public: 8,
      says: '3 instances with one zone lost',
    });
  });

  // A /26 has subnets of 8 addresses, 5 of them AWS's own.
  test('are too few in a range that is too small, and enough in the next', () => {
    expect(addressFindings(withRange('10.0.0.0/16'))).toEqual([]);
    expect(addressFindings(withRange('10.0.0.0/26')).map(({ path, message }) => path + message)).toEqual([
      expect.stringMatching(
        /^network\.vpcCidrs\.us-east-2leaves 3 addresses in the private subnet of each zone, and 1\d are needed/,
      ),
    ]);
  });
});
