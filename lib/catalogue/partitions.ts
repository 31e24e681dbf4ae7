/**
 * Partitions of AWS other than `aws`, in which fleets run. An account belongs to one partition and cannot reach another.
 *
 * @see https://docs.aws.amazon.com/whitepapers/latest/aws-fault-isolation-boundaries/partitions.html
 */
const byPrefix: readonly (readonly [string, string])[] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
  ['eusc-', 'aws-eusc'],
  ['us-iso-', 'aws-iso'],
  ['us-isob-', 'aws-iso-b'],
  ['us-isof-', 'aws-iso-f'],
  ['eu-isoe-', 'aws-iso-e'],
];

/** The partition of a region that is not in `aws`; undefined for every other code. */
export const otherPartition = (code: string): string | undefined =>
  byPrefix.find(([prefix]) => code.startsWith(prefix))?.[1];
