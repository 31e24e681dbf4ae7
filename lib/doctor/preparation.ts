import type { Command } from '../alerts/command';
import { mustBeEnabled } from '../catalogue/enabled-regions';
import { tagKeys } from '../contract/tags';
import { deployedPart } from '../plan/deployed-part';
import type { Plan } from '../plan/plan';
import { activateTagCommand, bootstrapCommand, enableRegionCommand, serviceRoleCommand } from './account-commands';
import { linkedServices, whatServicesDo } from './linked-services';

/** A task to do once in an account, with the required permissions, before or after the first deployment. */
export interface PreparationStep {
  readonly say: string;
  /** Why the deployment, or what runs, needs it. */
  readonly because: string;
  /** What is printed where it was done before, which is well. */
  readonly doneBefore: string;
  readonly command: Command;
}

/** What an account needs once for a fleet, in order. */
export function preparation(plan: Plan): PreparationStep[] {
  const deployed = deployedPart(plan);
  return [
    ...linkedServices(plan).map((service) => serviceRole(service, whatServicesDo[service])),
    ...deployed.regions
      .filter(({ region }) => mustBeEnabled(region))
      .map(
        ({ region }): PreparationStep => ({
          say: `Enable ${region}, and wait until aws account get-region-opt-status --region-name ${region} prints ENABLED: minutes, sometimes hours.`,
          because: 'an account has this region only once it is enabled, and its bootstrap fails before that',
          doneBefore: 'nothing: a region that is enabled stays so',
          command: enableRegionCommand(region),
        }),
      ),
    ...deployed.regions.map(
      ({ region }): PreparationStep => ({
        say: `Prepare ${region} for deployments. Its execution role is an administrator's unless you name policies: see npx cdk bootstrap --help.`,
        because: 'the CDK keeps its assets and roles there',
        doneBefore: 'no changes',
        command: bootstrapCommand(plan.fleet.account, region),
      }),
    ),
    {
      say: `Activate the tag ${tagKeys.phase}, a day after the first deployment: a tag must have been seen to be activated.`,
      because: 'budgets filter on it, and are blind until then',
      doneBefore: 'an empty list of errors',
      command: activateTagCommand,
    },
  ];
}

const serviceRole = (service: string, does: string): PreparationStep => ({
  say: `Create the service-linked role with which ${service} ${does}.`,
  because: 'a key policy or a group that names a role that does not exist yet fails',
  doneBefore: 'InvalidInput, has been taken in this account',
  command: serviceRoleCommand(service),
});
