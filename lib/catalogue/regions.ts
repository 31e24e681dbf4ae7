import { type Coordinates, distanceKm } from './globe';

/** An AWS Region with the country whose law its data centres stand under. */
export interface Region {
  readonly code: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
  readonly place: string;
  /** Position of the city in the region's name, degrees. AWS publishes no coordinates, so distances are approximate. */
  readonly latitude: number;
  readonly longitude: number;
}

/**
 * The regions of the price table.
 *
 * @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html names and places
 */
const regions: readonly Region[] = [
  { code: 'af-south-1', country: 'ZA', place: 'Cape Town', latitude: -33.9, longitude: 18.4 },
  { code: 'ap-east-1', country: 'HK', place: 'Hong Kong', latitude: 22.3, longitude: 114.2 },
  { code: 'ap-northeast-1', country: 'JP', place: 'Tokyo', latitude: 35.7, longitude: 139.7 },
  { code: 'ap-northeast-2', country: 'KR', place: 'Seoul', latitude: 37.6, longitude: 127.0 },
  { code: 'ap-northeast-3', country: 'JP', place: 'Osaka', latitude: 34.7, longitude: 135.5 },
  { code: 'ap-south-1', country: 'IN', place: 'Mumbai', latitude: 19.1, longitude: 72.9 },
  { code: 'ap-south-2', country: 'IN', place: 'Hyderabad', latitude: 17.4, longitude: 78.5 },
  { code: 'ap-southeast-1', country: 'SG', place: 'Singapore', latitude: 1.4, longitude: 103.8 },
  { code: 'ap-southeast-2', country: 'AU', place: 'Sydney', latitude: -33.9, longitude: 151.2 },
  { code: 'ap-southeast-3', country: 'ID', place: 'Jakarta', latitude: -6.2, longitude: 106.8 },
  { code: 'ap-southeast-5', country: 'MY', place: 'Kuala Lumpur', latitude: 3.1, longitude: 101.7 },
  { code: 'ca-central-1', country: 'CA', place: 'Montréal', latitude: 45.5, longitude: -73.6 },
  { code: 'eu-central-1', country: 'DE', place: 'Frankfurt', latitude: 50.1, longitude: 8.7 },
  { code: 'eu-central-2', country: 'CH', place: 'Zürich', latitude: 47.4, longitude: 8.5 },
  { code: 'eu-north-1', country: 'SE', place: 'Stockholm', latitude: 59.3, longitude: 18.1 },
  { code: 'eu-south-1', country: 'IT', place: 'Milan', latitude: 45.5, longitude: 9.2 },
  { code: 'eu-south-2', country: 'ES', place: 'Zaragoza', latitude: 41.6, longitude: -0.9 },
  { code: 'eu-west-1', country: 'IE', place: 'Dublin', latitude: 53.3, longitude: -6.3 },
  { code: 'eu-west-2', country: 'GB', place: 'London', latitude: 51.5, longitude: -0.1 },
  { code: 'eu-west-3', country: 'FR', place: 'Paris', latitude: 48.9, longitude: 2.4 },
  { code: 'il-central-1', country: 'IL', place: 'Tel Aviv', latitude: 32.1, longitude: 34.8 },
  { code: 'me-central-1', country: 'AE', place: 'Dubai', latitude: 25.2, longitude: 55.3 },
  { code: 'me-south-1', country: 'BH', place: 'Manama', latitude: 26.2, longitude: 50.6 },
  { code: 'sa-east-1', country: 'BR', place: 'São Paulo', latitude: -23.6, longitude: -46.6 },
  { code: 'us-east-1', country: 'US', place: 'Northern Virginia', latitude: 39.0, longitude: -77.5 },
  { code: 'us-east-2', country: 'US', place: 'Columbus, Ohio', latitude: 40.0, longitude: -83.0 },
  { code: 'us-west-1', country: 'US', place: 'San Francisco', latitude: 37.8, longitude: -122.4 },
  { code: 'us-west-2', country: 'US', place: 'Boardman, Oregon', latitude: 45.8, longitude: -119.7 },
];

const byCode = new Map(regions.map((region) => [region.code, region]));

/** Every region, the one nearest to a place first. */
export const byDistance = (place: Coordinates): Region[] =>
  [...regions].sort((a, b) => distanceKm(place, a) - distanceKm(place, b));

export const regionCodes: readonly string[] = [...byCode.keys()];

export function region(code: string): Region | undefined {
  return byCode.get(code);
}
