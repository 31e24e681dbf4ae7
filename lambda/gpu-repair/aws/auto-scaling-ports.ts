import { type AutoScalingClient, SetInstanceHealthCommand } from '@aws-sdk/client-auto-scaling';
import type { RepairPorts } from '../repair-ports';
import { cellGroups } from './cell-groups';

export const autoScalingPorts = (client: AutoScalingClient): Pick<RepairPorts, 'cellGroups' | 'markUnhealthy'> => ({
  cellGroups: (cell) => cellGroups(client, cell),
  markUnhealthy: async (InstanceId) => {
    await client.send(
      new SetInstanceHealthCommand({ InstanceId, HealthStatus: 'Unhealthy', ShouldRespectGracePeriod: false }),
    );
  },
});
