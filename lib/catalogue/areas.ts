/** A part of the world where users are. One large city represents it. */
export interface Area {
  readonly code: string;
  readonly city: string;
  /** Latitude and longitude of the city, degrees. */
  readonly latitude: number;
  readonly longitude: number;
}

const areas: readonly Area[] = [
  { code: 'africa', city: 'Lagos', latitude: 6.5, longitude: 3.4 },
  { code: 'asia-east', city: 'Tokyo', latitude: 35.7, longitude: 139.7 },
  { code: 'asia-south', city: 'Mumbai', latitude: 19.1, longitude: 72.9 },
  { code: 'asia-southeast', city: 'Singapore', latitude: 1.4, longitude: 103.8 },
  { code: 'europe-central', city: 'Frankfurt', latitude: 50.1, longitude: 8.7 },
  { code: 'europe-north', city: 'Stockholm', latitude: 59.3, longitude: 18.1 },
  { code: 'europe-west', city: 'London', latitude: 51.5, longitude: -0.1 },
  { code: 'middle-east', city: 'Dubai', latitude: 25.2, longitude: 55.3 },
  { code: 'north-america-central', city: 'Chicago', latitude: 41.9, longitude: -87.6 },
  { code: 'north-america-east', city: 'New York', latitude: 40.7, longitude: -74.0 },
  { code: 'north-america-west', city: 'San Francisco', latitude: 37.8, longitude: -122.4 },
  { code: 'oceania', city: 'Sydney', latitude: -33.9, longitude: 151.2 },
  { code: 'south-america', city: 'São Paulo', latitude: -23.6, longitude: -46.6 },
];

const byCode = new Map(areas.map((area) => [area.code, area]));

export const areaCodes: readonly string[] = [...byCode.keys()];

export function area(code: string): Area | undefined {
  return byCode.get(code);
}
