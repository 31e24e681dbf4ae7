import { type HolderKind, holderKinds, holderPhases } from '../../contract/holder-kinds';
import { assumed } from '../../figures/figure';
import type { CellPlan } from '../capacity/cell';
import type { CellCost } from '../cost/cell-cost';
import type { GatewayGroup } from '../gateway/gateway-group';
import type { CapacityHolder, CellPoolHolder, GatewayHolder, HolderOf } from './holder';

/** The parts of a plan that hold instances. */
export interface HoldingParts {
  readonly cells: readonly CellPlan[];
  /** In the order of the cells. */
  readonly cellCosts: readonly CellCost[];
  readonly gatewayGroups: readonly GatewayGroup[];
}

const holdersOf: { readonly [Kind in HolderKind]: (parts: HoldingParts) => readonly HolderOf<Kind>[] } = {
  'cell-pool': cellPoolHolders,
  gateway: gatewayHolders,
};

/** Every capacity holder of a fleet. */
export const capacityHolders = (parts: HoldingParts): CapacityHolder[] =>
  holderKinds.flatMap<CapacityHolder>((kind) => holdersOf[kind](parts));

const none = (why: string) => assumed(0, 'USD/h', why);

function cellPoolHolders({ cells, cellCosts }: HoldingParts): CellPoolHolder[] {
  return cells.flatMap((cell, index) => {
    const cost = cellCosts[index] as CellCost;
    return cell.pools.map((pool, position): CellPoolHolder => {
      const { expectedUsdPerHour, worstCaseUsdPerHour } = cost.pools[position] as CellCost['pools'][number];
      const reason = cell.notYetDeployed ?? pool.notYetDeployed;
      return {
        kind: 'cell-pool',
        phase: holderPhases['cell-pool'],
        region: cell.region,
        model: cell.model,
        pool: pool.pool,
        purchase: pool.purchase,
        instanceTypes: cell.instanceTypes,
        minInstances: pool.minInstances,
        maxInstances: pool.maxInstances,
        surgeInstances: pool.surgeInstances,
        expectedUsdPerHour,
        worstCaseUsdPerHour,
        interruptibleUsdPerHour: pool.purchase === 'spot' ? expectedUsdPerHour : none('not on spot'),
        headroomUsdPerHour: pool.pool === 'baseline' ? cost.headroomUsdPerHour : none('the baseline keeps it'),
        ...(reason !== undefined && { notYetDeployed: reason }),
      };
    });
  });
}

function gatewayHolders({ gatewayGroups }: HoldingParts): GatewayHolder[] {
  return gatewayGroups.map(({ region, instanceType, instances, surgeInstances, usdPerHour, notYetDeployed }) => ({
    kind: 'gateway',
    phase: holderPhases.gateway,
    region,
    purchase: 'on-demand',
    instanceTypes: [instanceType],
    minInstances: instances,
    maxInstances: instances,
    surgeInstances,
    expectedUsdPerHour: usdPerHour,
    worstCaseUsdPerHour: usdPerHour,
    interruptibleUsdPerHour: none('not on spot'),
    headroomUsdPerHour: none('a gateway more than the traffic needs stands for the loss of an instance or a zone'),
    ...(notYetDeployed !== undefined && { notYetDeployed }),
  }));
}
