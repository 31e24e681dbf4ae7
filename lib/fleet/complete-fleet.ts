import { architectureOf } from './checks/model-checks';
import { type Demand, demandFields, type Fleet, type LatencyObjectives, type Objectives } from './fleet';
import type { Architecture } from './hugging-face-config';
import type { RelatedFiles } from './related-files';
import type { FleetFile } from './schema';

/** Peak over mean where only the mean is stated. Assumed: the default trace's busiest minute has 1.5, a day's curve adds to it. */
export const assumedPeakToMeanRatio = 2;

/** A day, as the batch interfaces of public model providers promise. Assumed. */
export const defaultDeadlineHours = 24;

/** Computes every default that depends on another field or file. The file must have passed every check. */
export function completeFleet(file: FleetFile, related: RelatedFiles): Fleet {
  return {
    ...file,
    homeRegion: file.regions[0] as string,
    workloads: file.workloads.map((workload) => ({
      ...workload,
      demand: completeDemand(workload.demand, related),
      objectives: completeObjectives(workload),
    })),
    models: file.models.map((model) => ({ ...model, ...(architectureOf(model, related) as Architecture) })),
    contacts: {
      critical: file.contacts.critical ?? file.owner,
      warning: file.contacts.warning ?? file.owner,
      finance: file.contacts.finance ?? file.owner,
    },
    access: {
      jwtIssuer: file.access.jwtIssuer,
      audience: file.access.audience,
      jwksUrl: file.access.jwksUrl ?? `${file.access.jwtIssuer.replace(/\/$/, '')}/.well-known/jwks.json`,
      tenantClaim: file.access.tenantClaim,
      requestsPer5MinutesPerClient: file.access.requestsPer5MinutesPerClient,
    },
  };
}

const completeObjectives = ({ shape, objectives }: FleetFile['workloads'][number]): Objectives =>
  shape === 'batch-inference'
    ? { deadlineHours: objectives.deadlineHours ?? defaultDeadlineHours }
    : { latency: objectives as LatencyObjectives };

/** What the fleet file states wins; a stated mean keeps the trace's swing. */
export function completeDemand(stated: FleetFile['workloads'][number]['demand'], related: RelatedFiles): Demand {
  const outcome = stated.trace === undefined ? undefined : related.trace(stated.trace);
  const statistics = outcome?.ok ? outcome.value : undefined;
  const mean = stated.meanRequestsPerSecond ?? (statistics?.meanRequestsPerSecond ?? 0) * stated.scale;
  const tracePeak = statistics && (mean * statistics.busiestMinuteRequestsPerSecond) / statistics.meanRequestsPerSecond;
  return {
    meanRequestsPerSecond: mean,
    peakRequestsPerSecond: stated.peakRequestsPerSecond ?? tracePeak ?? mean * assumedPeakToMeanRatio,
    meanInputTokens: stated.meanInputTokens ?? statistics?.meanInputTokens ?? 0,
    meanOutputTokens: stated.meanOutputTokens ?? statistics?.meanOutputTokens ?? 0,
    trace: statistics && { path: stated.trace as string, scale: stated.scale, statistics },
    stated: demandFields.filter((field) => stated[field] !== undefined),
    peakIsAssumed: stated.peakRequestsPerSecond === undefined && statistics === undefined,
  };
}
