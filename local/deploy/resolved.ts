import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  paginateListExports,
} from '@aws-sdk/client-cloudformation';
import { mapObjects } from '../strip/template';
import type { Deployment } from './deploy-fleet';
import { emulatedAws } from './emulated-aws';

/**
 * Replaces references by the ids of deployed resources, so that resources which the emulator's CloudFormation does not
 * create can be created through its API. `Ref` and `Fn::GetAtt` become the physical id, `Fn::GetStackOutput` the exported value.
 *
 * @throws Error on a reference to a resource that does not exist
 */
export async function resolver(
  { server, plan }: Pick<Deployment, 'server' | 'plan'>,
  stack: string,
  region: string,
): Promise<(value: unknown) => unknown> {
  const client = new CloudFormationClient(emulatedAws(server, region, plan.fleet.account));
  const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ StackName: stack }));
  const ids = new Map(
    StackResources.map(({ LogicalResourceId, PhysicalResourceId }) => [LogicalResourceId, PhysicalResourceId]),
  );
  const exported = new Map<string | undefined, string | undefined>();
  for await (const { Exports = [] } of paginateListExports({ client }, {})) {
    for (const { Name, Value } of Exports) {
      exported.set(Name, Value);
    }
  }
  client.destroy();
  const found = (what: string, id: string | undefined): string => {
    if (id === undefined) {
      throw new Error(`${stack}: ${what} is not there`);
    }
    return id;
  };
  return (value) =>
    mapObjects(value, (object) => {
      const [[intrinsic, argument] = []] = Object.entries(object);
      switch (intrinsic) {
        case 'Ref':
          return found(argument, ids.get(argument));
        case 'Fn::GetAtt':
          return found(argument[0], ids.get(argument[0]));
        case 'Fn::ImportValue':
          return found(argument, exported.get(argument));
        default:
          return object;
      }
    });
}
