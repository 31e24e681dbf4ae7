import { type AutoScalingClient, paginateDescribeAutoScalingGroups } from '@aws-sdk/client-auto-scaling';
import { type EC2Client, paginateDescribeInstances } from '@aws-sdk/client-ec2';
import type { AwsLists } from '../list-instances';

/** Values of one filter. @see https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeInstances.html 2026 */
const mostInFilter = 200;

/** The clients' own limits end each wait. */
export const awsLists = (autoScaling: AutoScalingClient, ec2: EC2Client): AwsLists => ({
  groups: async (names) => {
    const found = [];
    for await (const { AutoScalingGroups = [] } of paginateDescribeAutoScalingGroups(
      { client: autoScaling },
      { AutoScalingGroupNames: [...names] },
    )) {
      found.push(...AutoScalingGroups);
    }
    return found;
  },
  privateAddresses: async (ids) => {
    const addresses = new Map<string, string>();
    for (let first = 0; first < ids.length; first += mostInFilter) {
      // A filter, because ids of instances that are gone would make the whole call fail.
      const filter = { Name: 'instance-id', Values: ids.slice(first, first + mostInFilter) };
      for await (const { Reservations = [] } of paginateDescribeInstances({ client: ec2 }, { Filters: [filter] })) {
        for (const { InstanceId, PrivateIpAddress } of Reservations.flatMap(({ Instances = [] }) => Instances)) {
          if (InstanceId !== undefined && PrivateIpAddress !== undefined) {
            addresses.set(InstanceId, PrivateIpAddress);
          }
        }
      }
    }
    return addresses;
  },
});
