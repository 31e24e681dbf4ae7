import { cdkFleetArgument, fleetArgument } from '../contract/fleet-argument';
import { stackNames } from '../contract/names';
import { deployedPart } from '../plan/deployed-part';
import type { Plan } from '../plan/plan';

/** Something to do next, as commands to paste. */
export interface NextStep {
  readonly say: string;
  readonly commands: readonly string[];
}

/** Steps to deploy a region that was added to the fleet file. Traffic comes last, so that no user is sent to a region that cannot answer. */
export function additionSteps(plan: Plan, region: string, fleetPath: string): NextStep[] {
  const { name, account } = plan.fleet;
  const deployed = deployedPart(plan);
  if (!deployed.regions.some((one) => one.region === region)) {
    return [];
  }
  const models = deployed.cells.filter((cell) => cell.region === region).map(({ model }) => model);
  const own = (command: string): string => `npx polyregion ${command}${fleetArgument(fleetPath)}`;
  const deploy = (...stacks: string[]): string => `npx cdk deploy ${stacks.join(' ')}${cdkFleetArgument(fleetPath)}`;
  return [
    { say: 'Prepare the region for deployments.', commands: [`npx cdk bootstrap aws://${account}/${region}`] },
    { say: 'Pin its machine image.', commands: [own('pin')] },
    {
      say: 'Create its bucket and image repository, and push the weights and the images of engine and guard. What other regions hold is not sent again.',
      commands: [
        deploy(stackNames.artifacts(name, region)),
        ...models.map((model) => own(`artifacts push --model ${model} --from FOLDER`)),
        own('artifacts push --image-archive FILE'),
        own('artifacts push --guard-archive FILE'),
      ],
    },
    {
      say: 'Start its instances. Clients are not sent there yet.',
      commands: [
        deploy(stackNames.network(name, region), stackNames.serving(name, region), stackNames.operations(name, region)),
      ],
    },
    {
      say: 'When its instances are in service, send it traffic. The other regions do not change.',
      commands: [deploy(stackNames.traffic(name), '--exclusively')],
    },
    { say: 'Bring the other regions to their new sizes.', commands: [deploy('--all')] },
  ];
}
