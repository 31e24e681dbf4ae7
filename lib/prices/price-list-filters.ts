/**
 * The attributes of the one product that a running Linux instance of a region is billed by. Without the last four, AWS
 * also returns Dedicated Instances, unused reservations, Capacity Blocks and instances with paid software, at other prices.
 *
 * @see https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_pricing_GetProducts.html
 */
export const priceListFilters = (region: string): Readonly<Record<string, string>> => ({
  regionCode: region,
  locationType: 'AWS Region',
  operatingSystem: 'Linux',
  operation: 'RunInstances',
  tenancy: 'Shared',
  preInstalledSw: 'NA',
  capacitystatus: 'Used',
  marketoption: 'OnDemand',
});
