/**
 * AWS Regions that the price table does not hold, by country. They exist, but a fleet cannot be planned in them.
 *
 * @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html names and places
 */
const countries = new Map([
  ['ap-east-2', 'TW'],
  ['ap-southeast-4', 'AU'],
  ['ap-southeast-6', 'NZ'],
  ['ap-southeast-7', 'TH'],
  ['ca-west-1', 'CA'],
  ['mx-central-1', 'MX'],
]);

/** Country of a region without prices, ISO 3166-1 alpha-2; undefined for every other code. */
export const countryWithoutPrices = (code: string): string | undefined => countries.get(code);
