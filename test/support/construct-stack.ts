import { App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { type ISubnet, type IVpc, Subnet, Vpc } from 'aws-cdk-lib/aws-ec2';
import { appContext } from '../../lib/stacks/app-context';

/** An empty stack in a region of a fleet's app, for one construct. */
export const constructStack = (region = 'us-east-1'): Stack =>
  new Stack(new App({ context: appContext }), 'Test', { env: { account: '111122223333', region } });

/** Properties of every resource of a type, in the order of their logical ids. */
export const propertiesOf = (stack: Stack, type: string): Record<string, unknown>[] =>
  Object.entries(Template.fromStack(stack).findResources(type))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { Properties }]) => Properties as Record<string, unknown>);

/** Properties of the one resource of a type. */
export function onlyPropertiesOf(stack: Stack, type: string): Record<string, unknown> {
  const [properties, ...others] = propertiesOf(stack, type);
  if (properties === undefined || others.length > 0) {
    throw new Error(`${type}: expected one, found ${properties === undefined ? 0 : 1 + others.length}`);
  }
  return properties;
}

/** A network that is there already, with two subnets. */
export function existingNetwork(stack: Stack): { vpc: IVpc; subnets: ISubnet[] } {
  const availabilityZones = ['us-east-1a', 'us-east-1b'];
  return {
    vpc: Vpc.fromVpcAttributes(stack, 'Vpc', { vpcId: 'vpc-0123456789abcdef0', availabilityZones }),
    subnets: availabilityZones.map((availabilityZone) =>
      Subnet.fromSubnetAttributes(stack, availabilityZone, {
        subnetId: `subnet-${availabilityZone}`,
        availabilityZone,
        routeTableId: 'rtb-0',
      }),
    ),
  };
}
