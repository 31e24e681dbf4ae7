import { gatewayInstanceTypesProvenance, gatewayOffering } from '../../catalogue/gateway-instance-types';
import { limits } from '../../catalogue/limits';
import { product } from '../../figures/arithmetic';
import { assumed, derived, type Figure, published, stated } from '../../figures/figure';
import type { Fleet } from '../../fleet/fleet';
import type { CellPlan } from '../capacity/cell';
import type { NotYet } from '../capacity/not-yet';
import { type ReplacementPlan, replacementPlan } from '../capacity/replacement';
import { type GatewayColdStart, gatewayColdStart } from './gateway-cold-start';

/** The gateways of one region: a group of equal instances between its load balancer and its cells. */
export interface GatewayGroup {
  readonly region: string;
  /** Those zones of the region that offer the type. */
  readonly zoneIds: readonly string[];
  readonly instanceType: string;
  /** They all run at all times. */
  readonly instances: Figure;
  /** Launched beside them while they are replaced. */
  readonly surgeInstances: Figure;
  /** Price of one instance. */
  readonly instanceUsdPerHour: Figure;
  readonly usdPerHour: Figure;
  readonly coldStart: GatewayColdStart;
  /** How long a launching gateway may take until it is ready; then it is given up. */
  readonly launchHookSeconds: Figure;
  /** How long a leaving gateway may finish the requests that it has: the longest of the region. */
  readonly drainSeconds: Figure;
  /** How long Auto Scaling waits for the program of a leaving gateway. */
  readonly drainHookSeconds: Figure;
  /** How its instances get a new template. */
  readonly replacement: ReplacementPlan;
  readonly notYetDeployed?: NotYet;
}

/** A region whose cells and zones are planned. */
interface PlannedRegion {
  readonly region: string;
  readonly zoneIds: readonly string[];
}

const surge = assumed(1, 'instances', 'gateways are replaced one at a time, and the new one is ready first');

const launchMargin = assumed(2, 'ratio', 'room above the slow end of the cold start before a launch is given up');

const drainMargin = assumed(30, 's', 'until the program sees that its instance leaves, and for Envoy to stop');

const { least, most } = limits.lifecycleHookSeconds;

/** One entry for every region with cells; none where the fleet file has no gateway. */
export function gatewayGroups(
  { gateway, pricesUsdPerHour }: Fleet,
  regions: readonly PlannedRegion[],
  cells: readonly CellPlan[],
): GatewayGroup[] {
  if (gateway === undefined) {
    return [];
  }
  const { instanceType } = gateway;
  const instances = stated(gateway.instances, 'instances', 'gateway.instances');
  const { totalSeconds } = gatewayColdStart;
  const slowest = derived(totalSeconds.high ?? totalSeconds.value, 's', 'the cold start at its slow end', {
    from: [totalSeconds],
  });
  return regions.map(({ region, zoneIds }) => {
    const here = cells.filter((cell) => cell.region === region);
    const drainSeconds = longestRequest(here);
    const isDeployed = here.some(({ notYetDeployed }) => notYetDeployed === undefined);
    const negotiated = pricesUsdPerHour[instanceType]?.[region];
    const price =
      negotiated === undefined
        ? listPrice(instanceType, region)
        : stated(negotiated, 'USD/h', `pricesUsdPerHour.${instanceType}.${region}`);
    const offered = gatewayOffering(instanceType, region)?.zoneIds ?? [];
    return {
      region,
      zoneIds: zoneIds.filter((zone) => offered.includes(zone)),
      instanceType,
      instances,
      surgeInstances: surge,
      instanceUsdPerHour: price,
      usdPerHour: product('USD/h', instances, price),
      coldStart: gatewayColdStart,
      launchHookSeconds: derived(
        Math.ceil(slowest.value * launchMargin.value),
        's',
        `${slowest.value} s cold start at its slow end × ${launchMargin.value}`,
        { from: [slowest, launchMargin] },
      ),
      drainSeconds,
      drainHookSeconds: derived(
        Math.min(Math.max(drainSeconds.value + drainMargin.value, least), most),
        's',
        `${drainSeconds.value} s for requests + ${drainMargin.value} s, ${least} to ${most}`,
        { from: [drainSeconds, drainMargin] },
      ),
      replacement: replacementPlan({ instances, surge, order: 'launch-first', coldStartAtMost: slowest }),
      ...(!isDeployed && { notYetDeployed: 'the gateways of a region without deployed cells' }),
    };
  });
}

function listPrice(instanceType: string, region: string): Figure {
  const offered = gatewayOffering(instanceType, region);
  if (offered === undefined) {
    throw new Error(`no price for ${instanceType} in ${region}: the fleet was planned without its checks`);
  }
  const { source, date } = gatewayInstanceTypesProvenance;
  return published(offered.usdPerHour, 'USD/h', { source: `on-demand list price, ${source}`, date });
}

function longestRequest(cells: readonly CellPlan[]): Figure {
  const longest = cells
    .map(({ engine }) => engine.longestRequestSeconds)
    .sort((a, b) => b.value - a.value)[0] as Figure;
  return derived(Math.ceil(longest.value), 's', `the longest request of the region's cells, ${longest.value} s`, {
    from: [longest],
  });
}
