/** A product as the Price List Query API publishes it (format aws_v1), one JSON text; `attributes` replace its own. */
export function priceListProduct(
  instanceType: string,
  regionCode: string,
  usd: string,
  attributes: Record<string, string> = {},
): string {
  const sku = `SKU${instanceType.replace(/\W/g, '').toUpperCase()}`;
  const term = `${sku}.JRTCKXETXF`;
  return JSON.stringify({
    product: {
      productFamily: 'Compute Instance',
      attributes: {
        enhancedNetworkingSupported: 'Yes',
        memory: '2048 GiB',
        vcpu: '192',
        capacitystatus: 'Used',
        locationType: 'AWS Region',
        storage: '8 x 3840 GB NVMe SSD',
        instanceFamily: 'GPU instance',
        operatingSystem: 'Linux',
        regionCode,
        physicalProcessor: 'AMD EPYC 7R13 Processor',
        networkPerformance: '3200 Gigabit',
        servicename: 'Amazon Elastic Compute Cloud',
        gpuMemory: 'NA',
        gpu: '8',
        instanceType,
        tenancy: 'Shared',
        usagetype: `BoxUsage:${instanceType}`,
        normalizationSizeFactor: '384',
        servicecode: 'AmazonEC2',
        licenseModel: 'No License required',
        currentGeneration: 'Yes',
        preInstalledSw: 'NA',
        location: 'US East (N. Virginia)',
        processorArchitecture: '64-bit',
        marketoption: 'OnDemand',
        operation: 'RunInstances',
        availabilityzone: 'NA',
        ...attributes,
      },
      sku,
    },
    serviceCode: 'AmazonEC2',
    terms: {
      OnDemand: {
        [term]: {
          priceDimensions: {
            [`${term}.6YS6EN2CT7`]: {
              unit: 'Hrs',
              endRange: 'Inf',
              description: `$${usd} per On Demand Linux ${instanceType} Instance Hour`,
              appliesTo: [],
              rateCode: `${term}.6YS6EN2CT7`,
              beginRange: '0',
              pricePerUnit: { USD: usd },
            },
          },
          sku,
          effectiveDate: '2026-11-01T00:00:00Z',
          offerTermCode: 'JRTCKXETXF',
          termAttributes: {},
        },
      },
      Reserved: {
        [`${sku}.4NA7Y494T4`]: {
          priceDimensions: {
            [`${sku}.4NA7Y494T4.6YS6EN2CT7`]: {
              unit: 'Hrs',
              endRange: 'Inf',
              description: `Linux/UNIX (Amazon VPC), ${instanceType} reserved instance applied`,
              appliesTo: [],
              rateCode: `${sku}.4NA7Y494T4.6YS6EN2CT7`,
              beginRange: '0',
              pricePerUnit: { USD: '1.0000000000' },
            },
          },
          sku,
          effectiveDate: '2026-11-01T00:00:00Z',
          offerTermCode: '4NA7Y494T4',
          termAttributes: { LeaseContractLength: '1yr', OfferingClass: 'standard', PurchaseOption: 'No Upfront' },
        },
      },
    },
    version: '20261120191027',
    publicationDate: '2026-11-20T19:10:27Z',
  });
}
