/** Dimensions of the fleet's own metrics, as CloudWatch names them. The region is where a metric lives, so it is none. */
export const dimensionNames = {
  fleet: 'Fleet',
  model: 'Model',
  phase: 'Phase',
  stage: 'Stage',
  reason: 'Reason',
  bottleneck: 'Bottleneck',
  instanceType: 'InstanceType',
  pool: 'Pool',
} as const;

export type DimensionName = keyof typeof dimensionNames;

/** Sets of dimensions under which metrics are published. CloudWatch knows a metric by its name and the values of all of its dimensions. */
export const dimensionSets = {
  fleet: ['fleet'],
  phase: ['fleet', 'phase'],
  cell: ['fleet', 'model'],
  instanceType: ['fleet', 'model', 'instanceType'],
  stage: ['fleet', 'model', 'stage'],
  launch: ['fleet', 'model', 'stage', 'instanceType', 'pool'],
  reason: ['fleet', 'model', 'reason'],
  bottleneck: ['fleet', 'model', 'bottleneck'],
} as const satisfies Readonly<Record<string, readonly DimensionName[]>>;

export type DimensionSet = keyof typeof dimensionSets;

/** One value for each dimension of a set. */
export type DimensionValues<S extends DimensionSet> = Readonly<Record<(typeof dimensionSets)[S][number], string>>;

/** The dimensions of a set with their values, under the names that CloudWatch has for them. */
export const dimensionsBy = <S extends DimensionSet>(set: S, values: DimensionValues<S>): Record<string, string> =>
  Object.fromEntries(
    dimensionSets[set].map((name) => [dimensionNames[name], values[name as (typeof dimensionSets)[S][number]]]),
  );
