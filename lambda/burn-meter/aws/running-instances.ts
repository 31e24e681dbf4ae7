import { type EC2Client, type Instance, paginateDescribeInstances } from '@aws-sdk/client-ec2';
import { gpuFamilyPatterns } from '../../../lib/catalogue/instance-types';
import { tagKeys } from '../../../lib/contract/tags';
import type { RunningInstance } from '../price-instances';

/** Every running GPU instance of the region, the fleet's or not: a fleet has its account to itself. */
export async function runningInstances(client: EC2Client): Promise<RunningInstance[]> {
  const pages = paginateDescribeInstances(
    { client },
    {
      Filters: [
        { Name: 'instance-state-name', Values: ['running'] },
        { Name: 'instance-type', Values: [...gpuFamilyPatterns] },
      ],
    },
  );
  const running: RunningInstance[] = [];
  for await (const { Reservations = [] } of pages) {
    running.push(...Reservations.flatMap(({ Instances = [] }) => Instances.map(toRunningInstance)));
  }
  return running;
}

/** Types without a price are logged by name: only what looks like one. */
const typeName = /^[a-z0-9-]+\.[a-z0-9-]+$/;

const toRunningInstance = ({ InstanceType, Tags = [] }: Instance): RunningInstance => ({
  instanceType: InstanceType !== undefined && typeName.test(InstanceType) ? InstanceType : 'unknown',
  phase: Tags.find(({ Key }) => Key === tagKeys.phase)?.Value,
});
