import { ask } from '../../artifacts/ask';
import { awsFinding } from '../../artifacts/aws-finding';
import { FindingError } from '../../artifacts/finding-error';
import { tagKeys } from '../../contract/tags';
import { isForAnotherZone, launchFinding } from '../../measure/launch-findings';
import type { MeasurementPlan } from '../../measure/measurement-plan';
import type { LaunchSource } from './launch-source';

const ec2Module = () => import('@aws-sdk/client-ec2');

export interface LaunchOrder {
  readonly run: string;
  /** As it runs on the instance. */
  readonly userData: string;
  /** Value of the owner tag. */
  readonly owner: string;
}

/**
 * Launches one instance that its own shutdown terminates, in the first zone that has one.
 *
 * @returns its id
 * @throws FindingError
 */
export async function launchInstance(
  measurement: MeasurementPlan,
  { templateId, version, subnetIds }: LaunchSource,
  { run, userData, owner }: LaunchOrder,
): Promise<string> {
  const { EC2Client, RunInstancesCommand } = await ec2Module();
  const { region, instanceType, fleet, model } = measurement;
  const client = new EC2Client({ region });
  const tags = {
    Name: `${fleet}-${model}-measurement`,
    [tagKeys.fleet]: fleet,
    [tagKeys.phase]: 'evaluation',
    [tagKeys.owner]: owner,
  };
  let refused: unknown;
  for (const SubnetId of subnetIds) {
    try {
      const { Instances: [instance] = [] } = await client.send(
        new RunInstancesCommand({
          LaunchTemplate: { LaunchTemplateId: templateId, Version: version },
          InstanceType: instanceType as never,
          SubnetId,
          MinCount: 1,
          MaxCount: 1,
          InstanceInitiatedShutdownBehavior: 'terminate',
          UserData: Buffer.from(userData).toString('base64'),
          ClientToken: `${run}-${SubnetId}`,
          TagSpecifications: [
            { ResourceType: 'instance', Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) },
          ],
        }),
      );
      return instance?.InstanceId ?? '';
    } catch (thrown) {
      refused = thrown;
      if (!isForAnotherZone(codeOf(thrown))) {
        break;
      }
    }
  }
  throw new FindingError(
    launchFinding(measurement, codeOf(refused)) ??
      awsFinding({ region, action: 'ec2:RunInstances', of: `one ${instanceType}` }, refused),
  );
}

const codeOf = (thrown: unknown): string => (thrown as { name?: string }).name ?? '';

/** As EC2 names it, such as `running`; `terminated` once it is forgotten. @throws FindingError */
export async function instanceState({ region }: MeasurementPlan, instanceId: string): Promise<string> {
  const { EC2Client, DescribeInstancesCommand } = await ec2Module();
  const { Reservations = [] } = await ask(
    { region, action: 'ec2:DescribeInstances', of: instanceId },
    new EC2Client({ region }).send(new DescribeInstancesCommand({ InstanceIds: [instanceId] })),
  );
  return Reservations[0]?.Instances?.[0]?.State?.Name ?? 'terminated';
}

/** @throws FindingError */
export async function terminateInstance({ region }: MeasurementPlan, instanceId: string): Promise<void> {
  const { EC2Client, TerminateInstancesCommand } = await ec2Module();
  await ask(
    { region, action: 'ec2:TerminateInstances', of: instanceId },
    new EC2Client({ region }).send(new TerminateInstancesCommand({ InstanceIds: [instanceId] })),
  );
}
