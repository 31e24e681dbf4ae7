import type { Answer } from '../../doctor/check';
import type { FoundNetwork } from '../../doctor/network-checks';
import { answered, orNone } from './answered';

/** Loaded here and now: no other command pays for the SDK. */
const ec2Module = () => import('@aws-sdk/client-ec2');
const snsModule = () => import('@aws-sdk/client-sns');

const everywhere = '0.0.0.0/0';

/** A VPC with its subnets and their ways out; undefined where the account has no such VPC. */
export async function readNetwork(region: string, vpcId: string): Promise<Answer<FoundNetwork | undefined>> {
  const {
    EC2Client,
    DescribeRouteTablesCommand,
    DescribeSubnetsCommand,
    DescribeVpcEndpointsCommand,
    DescribeVpcsCommand,
  } = await ec2Module();
  const client = new EC2Client({ region });
  const ofVpc = { Name: 'vpc-id', Values: [vpcId] };
  return answered({ region, action: 'ec2:DescribeSubnets', of: vpcId }, async () => {
    if (
      (await orNone(client.send(new DescribeVpcsCommand({ VpcIds: [vpcId] })), 'InvalidVpcID.NotFound')) === undefined
    ) {
      return undefined;
    }
    const { Subnets = [] } = await client.send(new DescribeSubnetsCommand({ Filters: [ofVpc] }));
    const { RouteTables = [] } = await client.send(new DescribeRouteTablesCommand({ Filters: [ofVpc] }));
    const { VpcEndpoints = [] } = await client.send(
      new DescribeVpcEndpointsCommand({
        Filters: [ofVpc, { Name: 'service-name', Values: [`com.amazonaws.${region}.s3`] }],
      }),
    );
    const leadsOut = ({ Routes = [] }: (typeof RouteTables)[number]): boolean =>
      Routes.some(({ DestinationCidrBlock }) => DestinationCidrBlock === everywhere);
    const main = RouteTables.find(({ Associations = [] }) => Associations.some(({ Main }) => Main));
    return {
      subnets: new Map(
        Subnets.map(({ SubnetId = '', AvailabilityZoneId = '', AvailableIpAddressCount = 0 }) => {
          const own = RouteTables.find(({ Associations = [] }) =>
            Associations.some((association) => association.SubnetId === SubnetId),
          );
          const table = own ?? main;
          const found = { zoneId: AvailabilityZoneId, freeAddresses: AvailableIpAddressCount };
          return [SubnetId, { ...found, leadsOut: table !== undefined && leadsOut(table) }];
        }),
      ),
      hasObjectGateway: VpcEndpoints.some(({ VpcEndpointType }) => VpcEndpointType === 'Gateway'),
    };
  });
}

/** The policy of a topic; undefined where there is no such topic. */
export async function readTopicPolicy(region: string, topicArn: string): Promise<Answer<string | undefined>> {
  const { SNSClient, GetTopicAttributesCommand } = await snsModule();
  return answered({ region, action: 'sns:GetTopicAttributes', of: topicArn }, async () => {
    const asked = new SNSClient({ region }).send(new GetTopicAttributesCommand({ TopicArn: topicArn }));
    return (await orNone(asked, 'NotFoundException'))?.Attributes?.Policy;
  });
}
