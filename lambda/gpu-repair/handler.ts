import { environmentNames, launchLimits, modelNames } from '../../lib/contract/environment';
import { functionLimits } from '../../lib/contract/function-limits';
import { requireEnvironment } from '../shared/require-environment';
import { requireJson } from '../shared/require-json';
import { regionPorts } from './aws/region-ports';
import { handleRequest } from './handle-request';
import { type RepairEvent, readRequest } from './read-request';
import { sweep } from './sweep';

/**
 * Handles one instance's request to be replaced, and on schedule looks for instances that cannot ask any more. Lambda
 * retries an event whose handling throws, and keeps it in the end.
 */
export async function handler(event: RepairEvent): Promise<void> {
  const fleet = requireEnvironment(environmentNames.fleet);
  const models = requireJson(environmentNames.models, modelNames);
  const ports = regionPorts(requireEnvironment(environmentNames.repairTable));
  if (event.source === 'aws.events') {
    const cells = { fleet, launchLimits: requireJson(environmentNames.launchLimits, launchLimits) };
    const endsAt = Date.now() + functionLimits.timeoutSeconds * 1000;
    await sweep(ports, cells, new Date(), () => (endsAt - Date.now()) / 1000);
    return;
  }
  const request = readRequest(event, fleet, models);
  if (request === undefined) {
    console.warn(JSON.stringify({ outcome: 'no-request-of-this-fleet' }));
    return;
  }
  await handleRequest(ports, request, new Date());
}
