import * as z from 'zod/mini';
import { parseContract } from './parse-contract';
import { count, listOf, pinned, positive, text } from './schema-parts';

/** Group of the gateways, unique within the region: no group of a cell ends like it. */
export const gatewayGroupName = (fleet: string): string => `${fleet}-gateways`;

/** Under this prefix lie the archives of the gateways' program, each under the digest of its bytes. */
export const gatewayAgentPrefix = 'gateway-agent/';

export const gatewayAgentKey = (digest: string): string => `${gatewayAgentPrefix}${digest.replace('sha256:', '')}.tar`;

/** Root volume of a gateway, GiB: as large as the machine image, which is that of the GPU instances. */
export const gatewayRootVolumeGiB = 100;

/** Where the launch template leaves the parameters for the program. */
export const gatewayParametersFile = '/etc/polyregion/gateway.json';

/** What {@link gatewayParametersFile} holds: everything that a gateway is told about its region. */
export const gatewayParameters = z.object({
  fleet: text,
  gatewayImageDigest: pinned,
  /** Gateways that the region has at all times, which share the slots of each instance. */
  gateways: count,
  /** Cells of the region, and the groups of their instances. */
  cells: listOf(
    z.object({
      model: text,
      groupNames: listOf(text, 'group names'),
      /** Requests in flight at which an instance is full. */
      slotsPerInstance: count,
    }),
    'cells',
  ),
  /** Workloads by the names under which clients and DNS ask for them. */
  workloads: listOf(z.object({ hostNames: listOf(text, 'host names'), model: text }), 'workloads'),
  /** Heartbeat timeout of the launch hook: the gateway is ready until then, or its launch is abandoned. */
  launchLimitSeconds: positive,
  /** How long a leaving gateway may finish its requests; the hook waits longer. */
  drainLimitSeconds: positive,
});

export type GatewayParameters = Readonly<z.infer<typeof gatewayParameters>>;

/** When a template is written, a pin may still be a parameter of the stack. */
const writtenParameters = z.extend(gatewayParameters, { gatewayImageDigest: text });

/** The content of {@link gatewayParametersFile}. @throws Error naming the fields that no gateway would accept */
export const gatewayParametersText = (parameters: GatewayParameters): string =>
  JSON.stringify(
    parseContract(writtenParameters, parameters, { what: 'gateway parameters', fix: 'mend the stack' }),
    null,
    2,
  );
