import { coldStartStages, launchFailureReasons, wholeColdStart } from '../contract/cold-start';
import { type DimensionName, dimensionSets } from '../contract/dimensions';
import { gatewayMetricDefinitions } from '../contract/gateway-metrics';
import { type MetricDefinition, metricDefinitions, type PublishedWhen } from '../contract/metric-definitions';
import { bottlenecks } from '../contract/metrics';
import { phaseTagValues, untaggedPhase } from '../contract/phases';
import type { Figure } from '../figures/figure';
import { inTemplates } from '../figures/in-templates';

/** How many values each dimension takes within one cell, or within one region where a metric names no model. */
const valuesOf: Readonly<Record<DimensionName, number>> = {
  fleet: 1,
  model: 1,
  phase: [...phaseTagValues, untaggedPhase].length,
  stage: [...coldStartStages, wholeColdStart].length,
  reason: launchFailureReasons.length,
  bottleneck: bottlenecks.length,
  /** A cell at its minimum has one type. */
  instanceType: 1,
  pool: 1,
};

interface Counted {
  readonly of: 'cell' | 'region';
  readonly when: PublishedWhen;
  readonly metrics: number;
}

const countedOf = (definitions: Readonly<Record<string, MetricDefinition>>): Counted[] =>
  Object.values(definitions).flatMap(({ series }) =>
    series.map(({ by, when }) => {
      const names: readonly DimensionName[] = dimensionSets[by];
      return {
        of: names.includes('model') ? 'cell' : 'region',
        when,
        metrics: names.reduce((product, name) => product * valuesOf[name], 1),
      };
    }),
  );

const own = countedOf(metricDefinitions);
const ofGateways = countedOf(gatewayMetricDefinitions);

const count = (counted: readonly Counted[], of: Counted['of'], when: PublishedWhen): number =>
  counted.filter((one) => one.of === of && one.when === when).reduce((total, { metrics }) => total + metrics, 0);

const perCell = count(own, 'cell', 'always');
const perRegion = count(own, 'region', 'always');
const perCellAtLaunch = count(own, 'cell', 'at-launch');
const gatewayPerCell = count(ofGateways, 'cell', 'always');
const gatewayPerRegion = count(ofGateways, 'region', 'always');

export interface MetricCounts {
  /** Custom metrics that are published all month, whether a template reads them or not. */
  readonly metrics: Figure;
  /** Custom metrics that are published only when an instance starts. */
  readonly launchMetrics: Figure;
}

/** @param cells cells of one region */
export const metricCounts = (cells: number, hasGateways = false): MetricCounts => ({
  metrics: hasGateways
    ? inTemplates(
        perRegion + cells * perCell + gatewayPerRegion + cells * gatewayPerCell,
        'metrics',
        `${perRegion} of the burn meter, ${gatewayPerRegion} of the gateways, ${perCell + gatewayPerCell} of each cell`,
      )
    : inTemplates(perRegion + cells * perCell, 'metrics', `${perRegion} of the burn meter, ${perCell} of each cell`),
  launchMetrics: inTemplates(
    cells * perCellAtLaunch,
    'metrics',
    `${perCellAtLaunch} of each cell: the stages of a cold start, by type and pool`,
  ),
});
