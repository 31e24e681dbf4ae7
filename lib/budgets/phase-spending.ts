import { type Phase, phases } from '../contract/phases';
import { stackPhases } from '../contract/stack-phases';
import { high, product, sum } from '../figures/arithmetic';
import { assumed, derived, type Figure, show } from '../figures/figure';
import { fleetOverhead, type Overhead } from '../overhead/fleet-overhead';
import { deployedPart } from '../plan/deployed-part';
import { capacityHolders } from '../plan/holders/capacity-holders';
import type { Plan } from '../plan/plan';

/** What carries the tag of a phase in the longest month, USD, counted over what is deployed. */
export interface PhaseSpending {
  readonly phase: Phase;
  /** False where nothing of the phase is planned, so that only what people start by hand counts. */
  readonly isPlanned: boolean;
  /** Every group at its minimum. */
  readonly expected: Figure;
  /** Every group at its maximum, of the dearest type, on demand, and the dear end of everything else. */
  readonly most: Figure;
  /** Instances that run beside others while groups are replaced. */
  readonly rollouts: Figure;
}

/** Everything that carries the tag of the fleet. */
export interface FleetSpending {
  readonly phases: readonly PhaseSpending[];
  /** What all phases share, at its dear end. */
  readonly shared: Figure;
}

const longestMonth = assumed(31 * 24, 'h', 'the longest month, so that no budget is exceeded by its length alone');

const rolloutsPerMonth = assumed(8, 'rollouts/month', 'two a week of every group, each rolled back at its end');

export function fleetSpending(plan: Plan): FleetSpending {
  const deployed = deployedPart(plan);
  const overhead = fleetOverhead(deployed);
  return {
    phases: phases.map((phase) => phaseSpending(deployed, overhead, phase)),
    shared: atMost(
      sum('USD/month', [...partsOf(overhead, 'shared'), overhead.accountOverhead.usdPerMonth]),
      'network, artifacts, operations, account and traffic',
    ),
  };
}

function phaseSpending(deployed: Plan, overhead: Overhead, phase: Phase): PhaseSpending {
  const holders = capacityHolders({ ...deployed, gatewayGroups: deployed.gatewayGroups ?? [] }).filter(
    (holder) => holder.phase === phase && holder.notYetDeployed === undefined,
  );
  const parts = partsOf(overhead, phase);
  const besides = parts.length === 0 ? none('nothing but instances') : sum('USD/month', parts);
  const month = (hourly: readonly Figure[]): Figure =>
    hourly.length === 0 ? none('no group') : product('USD/month', sum('USD/h', hourly), longestMonth);
  const pools = phase === stackPhases.serving ? deployed.cellCosts.flatMap((cost) => cost.pools) : [];
  return {
    phase,
    isPlanned: holders.length > 0,
    expected: sum('USD/month', [month(holders.map(({ expectedUsdPerHour }) => expectedUsdPerHour)), besides]),
    most: sum('USD/month', [
      month(holders.map(({ worstCaseUsdPerHour }) => worstCaseUsdPerHour)),
      atMost(besides, 'everything that is no instance'),
    ]),
    rollouts:
      pools.length === 0
        ? none('no group')
        : product(
            'USD/month',
            rolloutsPerMonth,
            sum(
              'USD',
              pools.map(({ rollbackUsd }) => rollbackUsd),
            ),
          ),
  };
}

const partsOf = ({ overheads }: Overhead, phase: string): Figure[] =>
  overheads.flatMap(({ parts }) =>
    parts.filter(({ stack }) => stackPhases[stack] === phase).map(({ usdPerMonth }) => usdPerMonth),
  );

const none = (why: string): Figure => assumed(0, 'USD/month', why);

const atMost = (figure: Figure, what: string): Figure =>
  derived(high(figure), 'USD/month', `${what}, at the dear end of ${show(figure.value)} USD/month`, { from: [figure] });
