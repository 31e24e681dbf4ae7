import {
  DescribeTargetHealthCommand,
  type ElasticLoadBalancingV2Client,
} from '@aws-sdk/client-elastic-load-balancing-v2';
import type { RepairPorts } from '../repair-ports';

export const targetHealthReader =
  (client: ElasticLoadBalancingV2Client): RepairPorts['targetHealth'] =>
  async (TargetGroupArn) => {
    const { TargetHealthDescriptions = [] } = await client.send(new DescribeTargetHealthCommand({ TargetGroupArn }));
    return TargetHealthDescriptions.map(({ Target, TargetHealth }) => ({
      instanceId: Target?.Id ?? '',
      state: TargetHealth?.State ?? '',
      reason: TargetHealth?.Reason,
    }));
  };
