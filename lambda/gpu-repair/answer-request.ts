import type { AutoScalingClient } from '@aws-sdk/client-auto-scaling';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { nameOfError } from '../shared/name-of-error';
import { publishMetrics } from '../shared/publish-metrics';
import type { TimedRequest } from './read-request';
import { repairInstance } from './repair-instance';
import { repairMetrics } from './repair-metrics';
import type { SickTable } from './sick-table';

export interface RepairPorts {
  readonly autoScaling: AutoScalingClient;
  readonly cloudWatch: CloudWatchClient;
  readonly table: SickTable;
}

/** Repairs or does not, and says which in the log and in a metric. @throws naming the instance, never what AWS wrote */
export async function answerRequest(ports: RepairPorts, request: TimedRequest, now: Date): Promise<void> {
  const { model, instanceId, reason, xidCodes } = request;
  try {
    const outcome = await repairInstance(ports.autoScaling, ports.table, request, now.getTime() / 1000);
    // The evidence itself is in the table.
    console.info(JSON.stringify({ model, instanceId, reason, xidCodes, ...outcome }));
    await publishMetrics(ports.cloudWatch, repairMetrics(request, now, outcome));
  } catch (error) {
    throw new Error(`${instanceId}: not handled, ${nameOfError(error)}`);
  }
}
