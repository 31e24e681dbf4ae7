import { cellDimensions, metricNamespace } from '../contract/metrics';
import { alarmName } from '../contract/names';
import type { CellPlan } from '../plan/capacity/cell';
import type { Plan } from '../plan/plan';
import type { Alert, AlertMetric, Watch } from './alert';
import type { AwsCommand } from './command';
import { gatewayView, replaceSick } from './gateway-view';
import { type GroupCommands, groupCommands } from './group-commands';
import { effectOnRollout } from './rollout-alerts';

/** What is particular to one alert that watches every cell. */
export interface CellAlert extends Omit<Alert, 'metric' | 'missingData' | 'watches'> {
  /** @default - a metric in the fleet's own namespace */
  readonly metric: Omit<AlertMetric, 'namespace'> & Partial<Pick<AlertMetric, 'namespace'>>;
  /** @default not-breaching */
  readonly missingData?: Alert['missingData'];
  /** Its dimensions are those of the cell unless it says others. */
  readonly watch: (context: CellContext) => Partial<Pick<Watch, 'dimensions'>> & CellWatch;
}

type CellWatch = Pick<Watch, 'statistic' | 'computed' | 'threshold' | 'diagnosis' | 'mitigation'>;

/** One cell, and the commands that act on its groups. */
export interface CellContext {
  readonly cell: CellPlan;
  /** Commands on the baseline group. */
  readonly group: GroupCommands;
  /** Commands on the spot group, where the cell has one. */
  readonly overflow: GroupCommands | undefined;
  /** A picture of the instances that gateways find ready. @default - the load balancer leads to the cell, and knows */
  readonly gatewayView?: AwsCommand;
}

/** An alert with one alarm for every cell of the plan. */
export const cellAlert = (plan: Plan, { watch, metric, ...alert }: CellAlert): Alert => ({
  missingData: 'not-breaching',
  ...alert,
  impact: alert.impact + effectOnRollout(alert.id),
  metric: { namespace: metricNamespace, ...metric },
  watches: plan.cells.map((cell) => {
    const context = contextOf(plan, cell);
    return {
      alarmName: alarmName(plan.fleet.name, cell.model, alert.id),
      region: cell.region,
      model: cell.model,
      dimensions: ownDimensions(plan, context),
      ...watch(context),
    };
  }),
});

/** Dimensions of the metrics that are published for the cell as a whole. */
export const ownDimensions = ({ fleet }: Plan, { cell }: CellContext): Record<string, string> =>
  cellDimensions({ fleet: fleet.name, model: cell.model });

function contextOf({ fleet, gatewayGroups }: Plan, cell: CellPlan): CellContext {
  const { model, region } = cell;
  const group = groupCommands(fleet.name, model, region);
  const hasGateways = gatewayGroups?.some((one) => one.region === region) ?? false;
  return {
    cell,
    group: hasGateways ? { ...group, replaceUnhealthy: replaceSick(fleet.name, model, region) } : group,
    ...(hasGateways && { gatewayView: gatewayView(fleet.name, model, region) }),
    overflow: cell.pools.some(({ pool }) => pool === 'overflow')
      ? groupCommands(fleet.name, model, region, 'overflow')
      : undefined,
  };
}
