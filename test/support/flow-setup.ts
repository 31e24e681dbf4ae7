import { regionRoundTrip } from '../../lib/plan/traffic/round-trip';
import type { FlowSetup } from '../../lib/rehearsal/faults/flow-setup';

const jurisdictions = { chat: ['us-east-1', 'us-east-2', 'us-west-2'], hilfe: ['eu-central-1', 'eu-north-1'] };

/** One model in five regions, which two workloads use, each inside its own jurisdiction. */
export const flowSetup: FlowSetup = {
  model: 'm',
  cells: Object.values(jurisdictions)
    .flat()
    .map((region) => ({
      region,
      zoneIds: ['az1', 'az2', 'az3'],
      minInstances: 3,
      maxInstances: 5,
      targetInFlight: 70,
      coldStartSeconds: 900,
      slotsPerInstance: 100,
      requestsPerSecondEach: 10,
    })),
  workloads: Object.entries(jurisdictions).map(([name, regions]) => ({
    name,
    regions,
    records: regions.map((region) => ({ region, role: 'latency' as const })),
    meanPerSecond: 12,
    peakPerSecond: 14 * regions.length,
  })),
  places: Object.values(jurisdictions).flatMap((regions, workload) =>
    regions.map((first, index) => ({
      workload,
      share: 1 / regions.length,
      nearestFirst: [first, ...regions.filter((_, other) => other !== index)],
    })),
  ),
  dns: { checkSeconds: 10, failures: 3, ttlSeconds: 60, connectionSeconds: 60 },
  roundTripSeconds: (from, to) => (from === to ? 0 : regionRoundTrip(from, to).value / 1000),
};
