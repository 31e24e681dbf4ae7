import type { ColdStartStage, wholeColdStart } from './cold-start';
import { type DimensionSet, type DimensionValues, dimensionsBy } from './dimensions';
import { type MetricDefinition, type MetricKey, metricDefinitions } from './metric-definitions';
import type { PoolName } from './pools';

/** Namespace of the metrics that the fleet publishes about itself. */
export const metricNamespace = 'Polyregion';

/** Namespace of what the burn meter publishes. IAM knows no condition on the name of a metric, so a namespace of its own keeps others from publishing it. */
export const moneyNamespace = 'Polyregion/Money';

/** Names of the fleet's own metrics; {@link metricDefinitions} says what each of them is. */
export const metricNames = Object.fromEntries(
  Object.entries(metricDefinitions).map(([key, { name }]) => [key, name]),
) as { readonly [K in MetricKey]: (typeof metricDefinitions)[K]['name'] };

/** What can hold an instance back. */
export const bottlenecks = ['none', 'queue', 'kv-memory', 'compute', 'bandwidth'] as const;

export type Bottleneck = (typeof bottlenecks)[number];

export interface CellDimensions {
  readonly fleet: string;
  readonly model: string;
}

/** The dimensions of every series of a metric, in the order of its definition: what publishes the metric publishes all of them. */
export const seriesOf = <S extends DimensionSet>(
  { series }: MetricDefinition<S>,
  values: DimensionValues<S>,
): Record<string, string>[] => series.map(({ by }) => dimensionsBy(by, values));

/** Dimensions of a metric of a whole cell. */
export const cellDimensions = ({ fleet, model }: CellDimensions): Record<string, string> =>
  dimensionsBy('cell', { fleet, model });

export const phaseDimensions = (fleet: string, phase: string): Record<string, string> =>
  dimensionsBy('phase', { fleet, phase });

export const fleetDimensions = (fleet: string): Record<string, string> => dimensionsBy('fleet', { fleet });

/** Dimensions of one stage of the cold start, or of the whole of it. */
export const stageDimensions = (
  cell: CellDimensions,
  stage: ColdStartStage | typeof wholeColdStart,
): Record<string, string> => dimensionsBy('stage', { ...cell, stage });

/** Dimensions of one stage on one instance type, as one pool buys it. */
export const launchDimensions = (
  cell: CellDimensions,
  stage: ColdStartStage | typeof wholeColdStart,
  { instanceType, pool }: { readonly instanceType: string; readonly pool: PoolName },
): Record<string, string> => dimensionsBy('launch', { ...cell, stage, instanceType, pool });

/** Dimensions of the instances of one type. */
export const instanceTypeDimensions = (cell: CellDimensions, instanceType: string): Record<string, string> =>
  dimensionsBy('instanceType', { ...cell, instanceType });

export const bottleneckDimensions = (cell: CellDimensions, kind: Bottleneck): Record<string, string> =>
  dimensionsBy('bottleneck', { ...cell, bottleneck: kind });
