import type { Instance } from './instance';

const credentialHours = 6;

const iso = (time: number): string => new Date(time).toISOString().replace(/\.\d+Z$/, 'Z');

const credentials = (now: number) => ({
  Code: 'Success',
  LastUpdated: iso(now),
  Type: 'AWS-HMAC',
  AccessKeyId: 'ASIAEXAMPLE',
  SecretAccessKey: 'example',
  Token: 'example',
  Expiration: iso(now + credentialHours * 3_600_000),
});

const identityDocument = (instance: Instance, now: number) => ({
  accountId: instance.accountId,
  architecture: 'x86_64',
  availabilityZone: instance.availabilityZone,
  imageId: instance.imageId,
  instanceId: instance.instanceId,
  instanceType: instance.instanceType,
  pendingTime: iso(now),
  privateIp: instance.privateIp,
  region: instance.region,
  version: '2017-09-30',
});

/** A document, or nothing where there is none. */
const document = (body: object | null): string | null => (body === null ? null : JSON.stringify(body));

/**
 * Path under `/latest/` → what it says.
 *
 * @see https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-instance-metadata.html 2026-11-25
 */
export function metadata(instance: Instance, now: number): Map<string, string> {
  const { spotInstanceAction, role, tags } = instance;
  const entries: Readonly<Record<string, string | null>> = {
    'user-data': instance.userData,
    'dynamic/instance-identity/document': document(identityDocument(instance, now)),
    'meta-data/ami-id': instance.imageId,
    'meta-data/instance-id': instance.instanceId,
    'meta-data/instance-type': instance.instanceType,
    'meta-data/instance-life-cycle': instance.instanceLifeCycle,
    'meta-data/local-ipv4': instance.privateIp,
    'meta-data/placement/region': instance.region,
    'meta-data/placement/availability-zone': instance.availabilityZone,
    'meta-data/placement/availability-zone-id': instance.availabilityZoneId,
    'meta-data/autoscaling/target-lifecycle-state': instance.targetLifecycleState,
    'meta-data/spot/instance-action': document(spotInstanceAction),
    'meta-data/spot/termination-time': spotInstanceAction?.action === 'terminate' ? spotInstanceAction.time : null,
    'meta-data/events/recommendations/rebalance': document(instance.rebalanceRecommendation),
    ...(role === null ? {} : { [`meta-data/iam/security-credentials/${role}`]: document(credentials(now)) }),
    ...Object.fromEntries(Object.entries(tags ?? {}).map(([key, value]) => [`meta-data/tags/instance/${key}`, value])),
  };
  return new Map(Object.entries(entries).flatMap(([path, value]) => (value === null ? [] : [[path, value] as const])));
}

/** What a path says; of a folder what is in it, a name a line. Undefined where there is nothing. */
export function lookUp(entries: ReadonlyMap<string, string>, path: string): string | undefined {
  const folder = `${path.replace(/\/$/, '')}/`;
  const inside = [...entries.keys()]
    .filter((entry) => entry.startsWith(folder))
    .map((entry) => entry.slice(folder.length).replace(/\/.*$/, '/'));
  return entries.get(path) ?? (inside.length === 0 ? undefined : [...new Set(inside)].join('\n'));
}
