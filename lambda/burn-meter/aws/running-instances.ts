import { type EC2Client, type Instance, paginateDescribeInstances } from '@aws-sdk/client-ec2';
import { gpuFamilyPatterns } from '../../../lib/catalogue/instance-types';
import type { PaidInstance } from '../price-instances';
import { phaseOf, surchargeOf, typeNameOf } from './as-paid';

/** Every running GPU instance of the region, the fleet's or not: a fleet has its account to itself. */
export async function runningInstances(client: EC2Client): Promise<PaidInstance[]> {
  const pages = paginateDescribeInstances(
    { client },
    {
      Filters: [
        { Name: 'instance-state-name', Values: ['running'] },
        { Name: 'instance-type', Values: [...gpuFamilyPatterns] },
      ],
    },
  );
  const running: PaidInstance[] = [];
  for await (const { Reservations = [] } of pages) {
    running.push(...Reservations.flatMap(({ Instances = [] }) => Instances.map(toPaidInstance)));
  }
  return running;
}

const toPaidInstance = ({
  InstanceType,
  InstanceLifecycle,
  Placement,
  PlatformDetails,
  Tags,
}: Instance): PaidInstance => ({
  instanceType: typeNameOf(InstanceType),
  boughtAs: InstanceLifecycle === 'spot' || InstanceLifecycle === 'capacity-block' ? InstanceLifecycle : 'on-demand',
  surcharge: surchargeOf(Placement?.Tenancy, PlatformDetails),
  phase: phaseOf(Tags),
});
