import type { RequiredClaim } from '../contract/token-claims';
import { type Demand, demandFields, type Fleet } from './fleet';
import { completeModel } from './known-sizes';
import type { RelatedFiles } from './related-files';
import type { FleetFile } from './schema';
import { shapedWorkloadSchema } from './schema/workload-schema';

/** Peak over mean where only the mean is known. Assumed: the default trace's busiest minute has 1.5, and a day varies more than an hour. */
export const assumedPeakToMeanRatio = 2;

/** Computes every default that depends on another field or file. The file must have passed every check. */
export function completeFleet(file: FleetFile, related: RelatedFiles): Fleet {
  const subnetZones = existingZones(file.network);
  return {
    ...file,
    homeRegion: file.regions[0] as string,
    workloads: file.workloads.map((workload) => ({
      ...shapedWorkloadSchema.parse(workload),
      demand: completeDemand(workload.demand, related),
    })),
    models: file.models.map((model) => ({
      ...completeModel(withImageLimit(model, file.workloads), related),
      ...(Object.keys(subnetZones).length > 0 && { subnetZones }),
    })),
    contacts: {
      critical: file.contacts.critical ?? file.owner,
      warning: file.contacts.warning ?? file.owner,
      finance: file.contacts.finance ?? file.owner,
      topicArns: file.contacts.topicArns,
    },
    access: completeAccess(file.access),
  };
}

/** By region with an existing network, the zones in which it has a private subnet. */
export const existingZones = ({ existing }: FleetFile['network']): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(existing).map(([region, { privateSubnets }]) => [region, Object.keys(privateSubnets)]),
  );

/** The engine takes as many images as the workload with the most of them, and no video that the fleet file says nothing of. */
function withImageLimit<M extends FleetFile['models'][number]>(model: M, workloads: FleetFile['workloads']): M {
  const most = Math.max(0, ...workloads.filter((each) => each.model === model.name).map((each) => each.maxImages ?? 0));
  const limitPerPrompt = { image: most, video: 0, ...model.engine.limitPerPrompt };
  return most === 0 ? model : { ...model, engine: { ...model.engine, limitPerPrompt } };
}

const completeAccess = ({ jwtIssuer, jwksUrl, ...access }: FleetFile['access']): Fleet['access'] => ({
  jwtIssuer,
  jwksUrl: keySetUrl({ jwtIssuer, jwksUrl }),
  requiredClaims: requiredClaims(access),
  tenantClaim: jwtIssuer === undefined ? undefined : access.tenantClaim,
  requestsPer5MinutesPerClient: access.requestsPer5MinutesPerClient,
  private: access.private,
});

/** Where the public keys of the issuer are; undefined where no token is checked. */
export const keySetUrl = ({ jwtIssuer, jwksUrl }: Pick<FleetFile['access'], 'jwtIssuer' | 'jwksUrl'>) =>
  jwksUrl ?? (jwtIssuer && `${jwtIssuer.replace(/\/$/, '')}/.well-known/jwks.json`);

/** What each token must hold beside its issuer and expiry, the audience first. */
export const requiredClaims = ({
  audience,
  audienceFormat,
  requiredClaims: further,
}: Pick<FleetFile['access'], 'audience' | 'audienceFormat' | 'requiredClaims'>): readonly RequiredClaim[] => [
  ...(audience === undefined ? [] : [{ name: 'aud', value: audience, format: audienceFormat }]),
  ...further,
];

/** A stated figure wins over the trace's; a stated mean keeps the trace's ratio of peak to mean. */
export function completeDemand(stated: FleetFile['workloads'][number]['demand'], related: RelatedFiles): Demand {
  const outcome = stated.trace === undefined ? undefined : related.trace(stated.trace);
  const statistics = outcome?.ok ? outcome.value : undefined;
  const mean = stated.meanRequestsPerSecond ?? (statistics?.meanRequestsPerSecond ?? 0) * stated.scale;
  const busiest = statistics?.busiestMinuteRequestsPerSecond;
  const tracePeak = statistics && busiest && (mean * busiest) / statistics.meanRequestsPerSecond;
  return {
    meanRequestsPerSecond: mean,
    peakRequestsPerSecond: stated.peakRequestsPerSecond ?? tracePeak ?? mean * assumedPeakToMeanRatio,
    meanInputTokens: stated.meanInputTokens ?? statistics?.meanInputTokens ?? 0,
    meanOutputTokens: stated.meanOutputTokens ?? statistics?.meanOutputTokens ?? 0,
    trace: statistics && { path: stated.trace as string, scale: stated.scale, statistics },
    stated: demandFields.filter((field) => stated[field] !== undefined),
    peakIsAssumed: stated.peakRequestsPerSecond === undefined && tracePeak === undefined,
  };
}
