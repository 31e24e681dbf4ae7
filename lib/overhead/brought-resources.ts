import type { FleetIdentity } from '../plan/plan';

/** How the number of resources of stacks differs where a fleet brings its own. */

/** A bucket and its policy. */
const ofLogBucket = 2;
/** A topic, its policy and its subscription. */
const ofTopic = 3;
/** Log, role with its policy, and the function that changes records. */
const ofWriter = 4;

/** What the serving stack of a region has more, or less, where certificates, log bucket or hosted zone exist already. */
export const broughtToServing = (fleet: FleetIdentity, region: string, names: number): number =>
  certificates(fleet.certificateArns[region], names) -
  (Object.hasOwn(fleet.accessLogBuckets, region) ? ofLogBucket : 0) +
  recordWriting(fleet, names);

/** Without stated certificates the fleet makes one for each name, and attaches each but the first by a resource of its own. */
const certificates = (arns: readonly string[] | undefined, names: number): number =>
  arns === undefined ? 0 : arns.length - 1 - names - Math.max(0, names - 1);

/** In a zone of another account, each record is a custom resource with a policy, beside the function that writes them. */
export const recordWriting = ({ hostedZoneRoleArn }: FleetIdentity, records: number): number =>
  hostedZoneRoleArn === undefined || records === 0 ? 0 : ofWriter + records;

/** What the operations stack of a region lacks where topics or their key exist already. */
export function topicsBrought({ encryptionKeyArns, contacts: { topicArns } }: FleetIdentity, region: string): number {
  const existing = [topicArns.critical, topicArns.warning].filter((byRegion) => Object.hasOwn(byRegion, region)).length;
  const hasKey = existing < 2 && !Object.hasOwn(encryptionKeyArns, region);
  return existing * ofTopic + (hasKey ? 0 : 1);
}
