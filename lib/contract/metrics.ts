/** Metrics that the fleet publishes about itself. Every ratio is 0–1. */
export const metricNamespace = 'Polyregion';

export const metricNames = {
  /** Published by the agent, per instance and averaged over the cell: requests running plus waiting. Real zeros, never gaps. */
  requestsInFlight: 'RequestsInFlight',
  /** Published by the agent, per request. */
  timeToFirstTokenSeconds: 'TimeToFirstTokenSeconds',
  /** Published by the burn meter every minute, per phase, zeros included: list price of what runs now. An estimate. */
  usdPerHour: 'UsdPerHour',
  /** Published by the burn meter every minute: running GPU instances whose price the catalogue does not hold. */
  unpricedInstances: 'UnpricedInstances',
} as const;

export const dimensionNames = {
  fleet: 'Fleet',
  model: 'Model',
  phase: 'Phase',
} as const;

export interface CellDimensions {
  readonly fleet: string;
  readonly model: string;
}

/** Dimensions of what the agent publishes; the region is where the metric lives. */
export function cellDimensions({ fleet, model }: CellDimensions): Record<string, string> {
  return { [dimensionNames.fleet]: fleet, [dimensionNames.model]: model };
}

export function phaseDimensions(fleet: string, phase: string): Record<string, string> {
  return { [dimensionNames.fleet]: fleet, [dimensionNames.phase]: phase };
}

export function fleetDimensions(fleet: string): Record<string, string> {
  return { [dimensionNames.fleet]: fleet };
}
