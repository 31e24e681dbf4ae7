import { readFileSync } from 'node:fs';
import {
  CloudFormationClient,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
} from '@aws-sdk/client-cloudformation';
import type { StrippedStack } from '../strip/strip-assembly';
import type { Deployment } from './deploy-fleet';
import { emulatedAws } from './emulated-aws';

/** Compares the resources of the emulator with the template, because an emulator may report a failed stack as complete. */
export async function checkDeployment(deployment: Deployment): Promise<string[]> {
  const { server, stacks, emulator, plan } = deployment;
  const faults = failedRequests(readFileSync(server.logFile, 'utf8')).map((line) => `${emulator}: ${line}`);
  for (const stack of stacks) {
    const client = new CloudFormationClient(emulatedAws(server, stack.region, plan.fleet.account));
    faults.push(...(await stackFaults(client, stack)));
    client.destroy();
  }
  return faults;
}

/** Lines of an emulator's log that report an internal failure. A refused request is none. */
const failedRequests = (log: string): string[] =>
  log.split('\n').filter((line) => /" 500 |^Traceback|ERROR \[cloudformation\]/.test(line));

async function stackFaults(client: CloudFormationClient, { name, template }: StrippedStack): Promise<string[]> {
  const { Stacks: [stack] = [] } = await client.send(new DescribeStacksCommand({ StackName: name }));
  const { StackResources = [] } = await client.send(new DescribeStackResourcesCommand({ StackName: name }));
  const held = new Set(
    StackResources.map(({ LogicalResourceId, ResourceType }) => `${LogicalResourceId} ${ResourceType}`),
  );
  const given = Object.entries(template.Resources).map(([logicalId, { Type }]) => `${logicalId} ${Type}`);
  const outputs = new Set(stack?.Outputs?.map(({ OutputKey }) => OutputKey));
  return [
    ...(/^(CREATE|UPDATE)_COMPLETE$/.test(stack?.StackStatus ?? '') ? [] : [`${name}: is ${stack?.StackStatus}`]),
    ...given.filter((resource) => !held.has(resource)).map((resource) => `${name}: lacks ${resource}`),
    ...[...held]
      .filter((resource) => !given.includes(resource))
      .map((resource) => `${name}: holds ${resource} as well`),
    ...Object.keys(template.Outputs ?? {})
      .filter((output) => !outputs.has(output))
      .map((output) => `${name}: lacks the output ${output}`),
  ];
}
