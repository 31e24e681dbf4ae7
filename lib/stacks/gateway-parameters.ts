import type { GatewayParameters } from '../contract/gateway';
import { poolGroupName, regionalHostName, workloadHostName } from '../contract/names';
import type { GatewayGroup } from '../plan/gateway/gateway-group';
import type { Plan } from '../plan/plan';

/** What the program on a gateway is told about its region. */
export function gatewayParameters(
  { fleet, cells, workloads }: Plan,
  { region, instances, launchHookSeconds, drainSeconds }: GatewayGroup,
  gatewayImageDigest: string,
): GatewayParameters {
  return {
    fleet: fleet.name,
    gatewayImageDigest,
    gateways: instances.value,
    cells: cells
      .filter((cell) => cell.region === region)
      .map(({ model, pools, fullRequestsInFlight }) => ({
        model,
        groupNames: pools
          .filter(({ notYetDeployed }) => notYetDeployed === undefined)
          .map(({ pool }) => poolGroupName({ fleet: fleet.name, model }, pool)),
        slotsPerInstance: Math.floor(fullRequestsInFlight.value),
      })),
    workloads: workloads
      .filter(({ regions }) => regions.includes(region))
      .map(({ name, jurisdiction, model }) => {
        const names = { workload: name, jurisdiction, domain: fleet.domain };
        return { hostNames: [workloadHostName(names), regionalHostName(region, names)], model };
      }),
    launchLimitSeconds: launchHookSeconds.value,
    drainLimitSeconds: drainSeconds.value,
  };
}
