/**
 * AWS Regions that the price table does not hold, by country. They exist, but a fleet cannot be planned in them.
 *
 * @see https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html names and places
 */
const countries = new Map([
  ['af-south-1', 'ZA'],
  ['ap-east-2', 'TW'],
  ['ap-northeast-3', 'JP'],
  ['ap-south-2', 'IN'],
  ['ap-southeast-4', 'AU'],
  ['ap-southeast-5', 'MY'],
  ['ap-southeast-6', 'NZ'],
  ['ap-southeast-7', 'TH'],
  ['ca-west-1', 'CA'],
  ['eu-central-2', 'CH'],
  ['eu-south-1', 'IT'],
  ['il-central-1', 'IL'],
  ['me-south-1', 'BH'],
  ['mx-central-1', 'MX'],
  ['sa-east-1', 'BR'],
]);

/** Country of a region without prices, ISO 3166-1 alpha-2; undefined for every other code. */
export const countryWithoutPrices = (code: string): string | undefined => countries.get(code);
