import type { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { ask } from '../../artifacts/ask';
import type { StandingStack } from '../../removal/region-state';

/** Loaded here and now: no other command pays for the SDK. */
const stackModule = () => import('@aws-sdk/client-cloudformation');

export interface StackResource {
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
}

async function withClient<T>(region: string, use: (client: CloudFormationClient) => Promise<T>): Promise<T> {
  const { CloudFormationClient } = await stackModule();
  const client = new CloudFormationClient({ region });
  try {
    return await use(client);
  } finally {
    client.destroy();
  }
}

/** A stack by its name, undefined where there is none. @throws FindingError */
export async function findStack(region: string, name: string): Promise<StandingStack | undefined> {
  const { DescribeStacksCommand } = await stackModule();
  const described = withClient(region, (client) => client.send(new DescribeStacksCommand({ StackName: name }))).catch(
    (thrown: { name?: string; message?: string }) => {
      if (thrown.name === 'ValidationError' && thrown.message?.includes('does not exist')) {
        return { Stacks: [] };
      }
      throw thrown;
    },
  );
  const { Stacks: [stack] = [] } = await ask({ region, action: 'cloudformation:DescribeStacks', of: name }, described);
  return stack === undefined || stack.StackStatus === 'DELETE_COMPLETE'
    ? undefined
    : {
        name,
        region,
        id: stack.StackId ?? '',
        status: stack.StackStatus ?? '',
        isProtected: stack.EnableTerminationProtection === true,
      };
}

/** @throws FindingError */
export async function stackResources({ region, name }: StandingStack): Promise<StackResource[]> {
  const { paginateListStackResources } = await stackModule();
  const list = withClient(region, async (client) => {
    const found: StackResource[] = [];
    for await (const { StackResourceSummaries = [] } of paginateListStackResources({ client }, { StackName: name })) {
      for (const {
        LogicalResourceId = '',
        PhysicalResourceId = '',
        ResourceType = '',
        ResourceStatus,
      } of StackResourceSummaries) {
        if (PhysicalResourceId !== '' && ResourceStatus !== 'DELETE_COMPLETE') {
          found.push({ logicalId: LogicalResourceId, physicalId: PhysicalResourceId, type: ResourceType });
        }
      }
    }
    return found;
  });
  return ask({ region, action: 'cloudformation:ListStackResources', of: name }, list);
}

/** The template that stands, as JSON. @throws FindingError */
export async function stackTemplate({ region, name }: StandingStack): Promise<string> {
  const { GetTemplateCommand } = await stackModule();
  const { TemplateBody = '{}' } = await ask(
    { region, action: 'cloudformation:GetTemplate', of: name },
    withClient(region, (client) => client.send(new GetTemplateCommand({ StackName: name }))),
  );
  return TemplateBody;
}

/** Begins to delete a stack. @throws FindingError */
export async function beginDeletion({ region, name }: StandingStack): Promise<void> {
  const { DeleteStackCommand } = await stackModule();
  await ask(
    { region, action: 'cloudformation:DeleteStack', of: name },
    withClient(region, (client) => client.send(new DeleteStackCommand({ StackName: name }))),
  );
}

/** What CloudFormation said of the resources that it could not delete, newest first. @throws FindingError */
export async function deletionFailures({ region, id, name }: StandingStack): Promise<string[]> {
  const { DescribeStackEventsCommand } = await stackModule();
  const { StackEvents = [] } = await ask(
    { region, action: 'cloudformation:DescribeStackEvents', of: name },
    withClient(region, (client) => client.send(new DescribeStackEventsCommand({ StackName: id }))),
  );
  return StackEvents.filter(({ ResourceStatus }) => ResourceStatus === 'DELETE_FAILED').map(
    ({ LogicalResourceId, ResourceStatusReason }) => `${LogicalResourceId}: ${ResourceStatusReason}`,
  );
}
