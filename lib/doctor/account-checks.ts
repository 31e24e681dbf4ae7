import { activateTagCommand, bootstrapCommand, enableRegionCommand, serviceRoleCommand } from './account-commands';
import { type Answer, type Check, judged } from './check';
import type { LinkedService } from './linked-services';

/** Whether the credentials are of the fleet's account. */
export const credentialsCheck = (account: string, answer: Answer<string>): Check =>
  judged('credentials', '', answer, (got) =>
    got === account
      ? { state: 'fine', says: `of account ${got}` }
      : { state: 'missing', says: `are of account ${got}, the fleet's is ${account}: use credentials of ${account}` },
  );

/**
 * Whether an account may use a region. Regions that opened since March 2019 are off until the account enables them.
 *
 * @param answer what EC2 calls the opt-in status: `opt-in-not-required`, `opted-in` or `not-opted-in`; undefined where EC2 does not list the region
 * @see https://docs.aws.amazon.com/accounts/latest/reference/API_EnableRegion.html how long it takes, read 2026-11-27
 */
export const regionCheck = (region: string, answer: Answer<string | undefined>): Check =>
  judged('region', region, answer, (status) =>
    status === 'opted-in' || status === 'opt-in-not-required'
      ? { state: 'fine', says: 'enabled' }
      : {
          state: 'missing',
          says: 'not enabled in this account; nothing can be prepared or deployed there',
          command: enableRegionCommand(region),
          takes: 'minutes, at most a few hours (AWS)',
        },
  );

/** The role with which a service acts in the account. */
export const serviceRoleCheck = (service: LinkedService, answer: Answer<boolean>): Check =>
  judged('service role', service, answer, (isThere) =>
    isThere
      ? { state: 'fine', says: 'there' }
      : { state: 'missing', says: 'a key policy that names it would be refused', command: serviceRoleCommand(service) },
  );

/**
 * What templates of the pinned aws-cdk-lib ask for.
 *
 * @see node_modules/aws-cdk-lib/core/lib/stack-synthesizers/default-synthesizer.js MIN_BOOTSTRAP_STACK_VERSION, read 2026-11-27
 */
export const leastBootstrapVersion = 6;

/** Whether the CDK can deploy into a region. @param answer version of the bootstrap stack; undefined where there is none */
export const bootstrapCheck = (account: string, region: string, answer: Answer<number | undefined>): Check =>
  judged('bootstrap', region, answer, (version) =>
    version !== undefined && version >= leastBootstrapVersion
      ? { state: 'fine', says: `version ${version}` }
      : {
          state: 'missing',
          says:
            version === undefined
              ? 'not prepared for the CDK'
              : `version ${version}, the stacks need ${leastBootstrapVersion}`,
          command: bootstrapCommand(account, region),
          takes: 'minutes (assumed)',
        },
  );

/**
 * Whether budgets see the phases of the fleet.
 *
 * @param answer status of the tag; undefined where billing has not seen it yet
 * @see https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/activating-tags.html up to 24 hours for a tag to appear, and again to become active
 */
export const tagCheck = (tag: string, answer: Answer<'Active' | 'Inactive' | undefined>): Check => ({
  isForLater: true,
  ...judged('cost tag', tag, answer, (status) => {
    switch (status) {
      case 'Active':
        return { state: 'fine', says: 'active' };
      case 'Inactive':
        return {
          state: 'missing',
          says: 'seen, but not active: budgets count nothing',
          command: activateTagCommand,
          takes: 'up to 24 hours (AWS)',
        };
      case undefined:
        return { state: 'later', says: 'billing sees it up to 24 hours after the first deployment (AWS)' };
      default:
        return status satisfies never;
    }
  }),
});
