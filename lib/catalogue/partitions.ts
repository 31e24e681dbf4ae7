import type { Region } from './regions';

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

/** Regions of other partitions that people name, with their cities' positions. */
const places: readonly Region[] = [
  { code: 'cn-north-1', country: 'CN', place: 'Beijing', latitude: 39.9, longitude: 116.4 },
  { code: 'cn-northwest-1', country: 'CN', place: 'Ningxia', latitude: 38.5, longitude: 106.2 },
  { code: 'eusc-de-east-1', country: 'DE', place: 'Brandenburg', latitude: 52.4, longitude: 12.5 },
  { code: 'us-gov-east-1', country: 'US', place: 'Columbus, Ohio', latitude: 40.0, longitude: -83.0 },
  { code: 'us-gov-west-1', country: 'US', place: 'Boardman, Oregon', latitude: 45.8, longitude: -119.7 },
];

/** A region that is not in `aws`, where its place is known. */
export const regionOfOtherPartition = (code: string): Region | undefined =>
  places.find((region) => region.code === code);

/** The partition of a region that is not in `aws`; undefined for every other code. */
export const otherPartition = (code: string): string | undefined =>
  byPrefix.find(([prefix]) => code.startsWith(prefix))?.[1];
