import type { CfnAutoScalingGroup, CfnAutoScalingGroupProps } from 'aws-cdk-lib/aws-autoscaling';

/** How a group buys its instances: one way only, for spot never falls back to on-demand inside a group. */
export type Purchase =
  | { readonly option: 'spot' }
  | {
      readonly option: 'on-demand';
      /** On-Demand Capacity Reservations that are filled before anything else. */
      readonly reservations: readonly string[];
    };

export interface PurchaseProps
  extends Pick<
    CfnAutoScalingGroupProps,
    'capacityRebalance' | 'capacityReservationSpecification' | 'availabilityZoneDistribution'
  > {
  readonly instancesDistribution: CfnAutoScalingGroup.InstancesDistributionProperty;
}

export function purchaseOf(purchase: Purchase): PurchaseProps {
  if (purchase.option === 'spot') {
    return {
      instancesDistribution: {
        onDemandPercentageAboveBaseCapacity: 0,
        spotAllocationStrategy: 'price-capacity-optimized',
      },
      // A recommendation is only reported: rebalancing would launch a replacement before anything is lost.
      capacityRebalance: false,
      availabilityZoneDistribution: balanced,
    };
  }
  return {
    instancesDistribution: { onDemandPercentageAboveBaseCapacity: 100, onDemandAllocationStrategy: 'prioritized' },
    ...(purchase.reservations.length > 0
      ? {
          capacityReservationSpecification: {
            capacityReservationPreference: 'capacity-reservations-first',
            capacityReservationTarget: { capacityReservationIds: [...purchase.reservations] },
          },
          // Reservations stand in zones: balance comes after they are full.
          availabilityZoneDistribution: { capacityDistributionStrategy: 'reservations-then-balanced' },
        }
      : { availabilityZoneDistribution: balanced }),
  };
}

/**
 * After a zone has come back Auto Scaling moves instances into it: it launches first, and drains afterwards. A launch that
 * finds no capacity moves nothing. The price is one cold start for each instance that moves; without it the next loss of a
 * zone could take every instance of the cell, because all of them stand in the zone that was left.
 *
 * @see https://docs.aws.amazon.com/autoscaling/ec2/userguide/auto-scaling-benefits.html#AutoScalingBehavior.InstanceUsage rebalancing
 */
const balanced = { capacityDistributionStrategy: 'balanced-best-effort' };
