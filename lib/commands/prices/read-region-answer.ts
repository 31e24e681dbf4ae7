import type { EC2Client } from '@aws-sdk/client-ec2';
import type { PricingClient } from '@aws-sdk/client-pricing';
import { gpuInstanceTypeNames, isOfGpuFamily } from '../../catalogue/instance-types';
import type { Operation } from '../../prices/answer-error';
import { awsFault } from '../../prices/aws-fault';
import { priceListFilters } from '../../prices/price-list-filters';
import type { RegionAnswer, SpotPrice, ZoneOffering } from '../../prices/region-answer';

/** Price lists of every region are asked for here. */
const priceListRegion = 'us-east-1';

/** Both clients with the caller's own settings: credentials, endpoints, retries and proxies come from where the SDK looks. */
export interface AwsClients {
  readonly pricing: PricingClient;
  ec2(region: string): EC2Client;
}

/** Loaded here and now: no other command pays for the SDK. */
const ec2Module = () => import('@aws-sdk/client-ec2');
const pricingModule = () => import('@aws-sdk/client-pricing');

export async function awsClients(): Promise<AwsClients> {
  const [{ EC2Client }, { PricingClient }] = await Promise.all([ec2Module(), pricingModule()]);
  return {
    pricing: new PricingClient({ region: priceListRegion }),
    ec2: (region) => new EC2Client({ region }),
  };
}

/** Asks AWS everything about one region. @throws AnswerError naming the operation that failed */
export async function readRegionAnswer({ pricing, ec2 }: AwsClients, region: string): Promise<RegionAnswer> {
  const client = ec2(region);
  const ask = async <T>(operation: Operation, answer: Promise<T>): Promise<T> => {
    try {
      return await answer;
    } catch (thrown) {
      throw awsFault(operation, region, thrown);
    }
  };
  try {
    const products = await ask('GetProducts', readProducts(pricing, region));
    const offerings = await ask('DescribeInstanceTypeOfferings', readOfferings(client));
    const zoneIds = await ask('DescribeAvailabilityZones', readZoneIds(client));
    const offered = new Set(offerings.map(({ instanceType }) => instanceType));
    const known = gpuInstanceTypeNames.filter((name) => offered.has(name));
    const spotPrices = known.length === 0 ? [] : await ask('DescribeSpotPriceHistory', readSpotPrices(client, known));
    return { region, products, offerings, zoneIds, spotPrices };
  } finally {
    client.destroy();
  }
}

async function readProducts(client: PricingClient, region: string): Promise<string[]> {
  const { paginateGetProducts } = await pricingModule();
  const Filters = Object.entries(priceListFilters(region)).map(([Field, Value]) => ({
    Type: 'TERM_MATCH' as const,
    Field,
    Value,
  }));
  const products: string[] = [];
  for await (const { PriceList = [] } of paginateGetProducts({ client }, { ServiceCode: 'AmazonEC2', Filters })) {
    products.push(...PriceList.map(String));
  }
  return products;
}

/** All types are asked for: wildcards are not documented for the filter of this operation. */
async function readOfferings(client: EC2Client): Promise<ZoneOffering[]> {
  const { paginateDescribeInstanceTypeOfferings } = await ec2Module();
  const pages = paginateDescribeInstanceTypeOfferings({ client }, { LocationType: 'availability-zone-id' });
  const offerings: ZoneOffering[] = [];
  for await (const { InstanceTypeOfferings = [] } of pages) {
    for (const { InstanceType = '', Location = '' } of InstanceTypeOfferings) {
      offerings.push({ instanceType: InstanceType, zoneId: Location });
    }
  }
  return offerings.filter(({ instanceType }) => isOfGpuFamily(instanceType));
}

async function readZoneIds(client: EC2Client): Promise<Map<string, string>> {
  const { DescribeAvailabilityZonesCommand } = await ec2Module();
  const { AvailabilityZones = [] } = await client.send(new DescribeAvailabilityZonesCommand({}));
  return new Map(AvailabilityZones.map(({ ZoneName = '', ZoneId = '' }) => [ZoneName, ZoneId]));
}

/** The prices in force now: the last change of each before this instant. */
async function readSpotPrices(client: EC2Client, instanceTypes: readonly string[]): Promise<SpotPrice[]> {
  const { paginateDescribeSpotPriceHistory } = await ec2Module();
  const pages = paginateDescribeSpotPriceHistory(
    { client },
    {
      StartTime: new Date(),
      ProductDescriptions: ['Linux/UNIX'],
      Filters: [{ Name: 'instance-type', Values: [...instanceTypes] }],
    },
  );
  const prices: SpotPrice[] = [];
  for await (const { SpotPriceHistory = [] } of pages) {
    for (const { InstanceType = '', AvailabilityZone = '', SpotPrice = '', Timestamp } of SpotPriceHistory) {
      const at = Timestamp ?? new Date(0);
      prices.push({ instanceType: InstanceType, zoneName: AvailabilityZone, usdPerHour: SpotPrice, at });
    }
  }
  return prices;
}
