import type { Region } from './regions';

/**
 * AWS Regions that the price table does not hold. They exist, but a fleet cannot be planned in them.
 *
 * @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html names and places
 */
const regions: readonly Region[] = [
  { code: 'ap-east-2', country: 'TW', place: 'Taipei', latitude: 25.0, longitude: 121.6 },
  { code: 'ap-southeast-4', country: 'AU', place: 'Melbourne', latitude: -37.8, longitude: 145.0 },
  { code: 'ap-southeast-6', country: 'NZ', place: 'Auckland', latitude: -36.8, longitude: 174.8 },
  { code: 'ap-southeast-7', country: 'TH', place: 'Bangkok', latitude: 13.8, longitude: 100.5 },
  { code: 'ca-west-1', country: 'CA', place: 'Calgary', latitude: 51.0, longitude: -114.1 },
  { code: 'mx-central-1', country: 'MX', place: 'Querétaro', latitude: 20.6, longitude: -100.4 },
];

/** A region without prices; undefined for every other code. */
export const regionWithoutPrices = (code: string): Region | undefined => regions.find((region) => region.code === code);
