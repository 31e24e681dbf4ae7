import { nameOfError } from '../../programs/name-of-error';
import type { PublishMetrics } from '../../programs/publish-metrics';
import type { TimedRequest } from './read-request';
import { repairInstance } from './repair-instance';
import { repairMetrics } from './repair-metrics';
import type { RepairPorts } from './repair-ports';

/**
 * Decides about a request, acts, and reports the outcome in the log and in a metric.
 *
 * @throws Error naming the instance, never the text of AWS
 */
export async function handleRequest(
  ports: RepairPorts & { readonly publish: PublishMetrics },
  request: TimedRequest,
  now: Date,
): Promise<void> {
  const { model, instanceId, reason, xidCodes } = request;
  try {
    const outcome = await repairInstance(ports, request, now.getTime() / 1000);
    // The evidence itself is in the table.
    console.info(JSON.stringify({ model, instanceId, reason, xidCodes, ...outcome }));
    await ports.publish(repairMetrics(request, now, outcome));
  } catch (error) {
    throw new Error(`${instanceId}: not handled, ${nameOfError(error)}`);
  }
}
