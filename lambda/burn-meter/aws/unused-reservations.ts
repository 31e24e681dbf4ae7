import { type CapacityReservation, type EC2Client, paginateDescribeCapacityReservations } from '@aws-sdk/client-ec2';
import { isOfGpuFamily } from '../../../lib/catalogue/instance-types';
import type { PaidInstance } from '../price-instances';
import { phaseOf, surchargeOf, typeNameOf } from './as-paid';

/** Every place in a reservation of GPU instances that no instance takes: it is paid for all the same. */
export async function unusedReservations(client: EC2Client): Promise<PaidInstance[]> {
  const pages = paginateDescribeCapacityReservations({ client }, { Filters: [{ Name: 'state', Values: ['active'] }] });
  const unused: PaidInstance[] = [];
  for await (const { CapacityReservations = [] } of pages) {
    unused.push(...CapacityReservations.filter(({ InstanceType = '' }) => isOfGpuFamily(InstanceType)).flatMap(places));
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
