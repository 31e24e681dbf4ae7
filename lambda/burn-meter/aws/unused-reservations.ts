import { type CapacityReservation, type EC2Client, paginateDescribeCapacityReservations } from '@aws-sdk/client-ec2';
import { isOfGpuFamily } from '../../../lib/catalogue/instance-types';
import type { PaidInstance } from '../price-instances';
import { phaseOf, surchargeOf, typeNameOf } from './as-paid';

/**
 * Every place in a reservation of GPU instances that no instance takes: it is paid for all the same, by the account that owns
 * the reservation. AWS also lists those that other accounts share with this one.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/capacity-reservation-sharing.html billing, 2026
 */
export async function unusedReservations(client: EC2Client, account: string): Promise<PaidInstance[]> {
  const pages = paginateDescribeCapacityReservations({ client }, { Filters: [{ Name: 'state', Values: ['active'] }] });
  const unused: PaidInstance[] = [];
  for await (const { CapacityReservations = [] } of pages) {
    const own = CapacityReservations.filter(
      ({ InstanceType = '', OwnerId = account }) => isOfGpuFamily(InstanceType) && OwnerId === account,
    );
    unused.push(...own.flatMap(places));
  }
  return unused;
}

function places(reservation: CapacityReservation): PaidInstance[] {
  const { AvailableInstanceCount = 0, InstanceType, InstancePlatform, ReservationType, Tags, Tenancy } = reservation;
  return Array.from({ length: AvailableInstanceCount }, () => ({
    instanceType: typeNameOf(InstanceType),
    boughtAs: ReservationType === 'capacity-block' ? ReservationType : 'on-demand',
    surcharge: surchargeOf(Tenancy, InstancePlatform),
    phase: phaseOf(Tags),
  }));
}
