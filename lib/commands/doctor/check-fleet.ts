import { alarmTopicName, budgetTopicName } from '../../contract/names';
import { tagKeys } from '../../contract/tags';
import { bootstrapCheck, credentialsCheck, regionCheck, serviceRoleCheck, tagCheck } from '../../doctor/account-checks';
import type { Answer, Check } from '../../doctor/check';
import { delegationCheck, zoneCheck } from '../../doctor/domain-checks';
import { fleetChecks } from '../../doctor/fleet-checks';
import { issuerCheck, keySetCheck } from '../../doctor/issuer-checks';
import { linkedServices } from '../../doctor/linked-services';
import { quotaCheck } from '../../doctor/quota-checks';
import { subscriptionCheck } from '../../doctor/subscription-checks';
import { tokenCheck } from '../../doctor/token-check';
import { deployedPart } from '../../plan/deployed-part';
import type { Plan } from '../../plan/plan';
import { existingChecks } from './existing-checks';
import { readCaller, readCostTag, readHostedZone, readOptInStatus, readServiceRole } from './read-account';
import { readDocument, readNameServers } from './read-internet';
import { readBootstrapVersion, readQuota, readSubscriptions } from './read-region';

/**
 * Everything that a deployment of the fleet stands on, in the order in which a team does it. Changes nothing.
 *
 * @param token an access token of a client, to be checked too
 */
export async function checkFleet(plan: Plan, token?: string): Promise<Check[]> {
  const { account, homeRegion } = plan.fleet;
  const caller = await readCaller(homeRegion);
  const isOwn = 'value' in caller && caller.value === account;
  return [
    ...fleetChecks(plan),
    credentialsCheck(account, caller),
    // Another account's answers would say nothing about this fleet.
    ...(isOwn ? await accountChecks(plan) : [notAsked]),
    ...(await issuerChecks(plan, token)),
  ];
}

const notAsked: Check = {
  about: 'account',
  where: '',
  state: 'unknown',
  says: 'regions, quotas, hosted zone and mail can only be asked for with credentials of the account',
};

async function accountChecks(plan: Plan): Promise<Check[]> {
  const { fleet } = plan;
  const deployed = deployedPart(plan);
  const regions = deployed.regions.map(({ region }) => region);
  const optIn = await readOptInStatus(fleet.homeRegion);
  const checks = await Promise.all([
    ...regions.map(async (region) => regionCheck(region, statusOf(region, optIn))),
    ...linkedServices(plan).map(async (service) => serviceRoleCheck(service, await readServiceRole(service))),
    ...regions.map(async (region) => bootstrapCheck(fleet.account, region, await readBootstrapVersion(region))),
    ...plan.quotas.map(async (need) => quotaCheck(need, await readQuota(need.region, 'ec2', need.quotaCode))),
  ]);
  return [
    ...checks,
    ...(await existingChecks(deployed)),
    ...(await domainChecks(plan)),
    ...(await mailAndMoneyChecks(plan, regions)),
  ];
}

const statusOf = (region: string, statuses: Answer<ReadonlyMap<string, string>>): Answer<string | undefined> =>
  'value' in statuses ? { value: statuses.value.get(region) } : statuses;

async function domainChecks({ fleet }: Plan): Promise<Check[]> {
  const { homeRegion, domain, hostedZoneId, hostedZoneRoleArn } = fleet;
  if (hostedZoneRoleArn !== undefined) {
    return [zoneOfOther(hostedZoneId, hostedZoneRoleArn)];
  }
  const answer = await readHostedZone(homeRegion, hostedZoneId);
  const zone = 'value' in answer ? answer.value : undefined;
  return [
    zoneCheck(domain, hostedZoneId, answer),
    // The servers of a private zone are asked from its networks only.
    ...(zone === undefined || zone.isPrivate ? [] : [delegationCheck(zone, await readNameServers(zone.name))]),
  ];
}

/** Only the role of the other account may read its zone, and it trusts functions of the fleet, not the person who asks. */
const zoneOfOther = (hostedZoneId: string, roleArn: string): Check => ({
  about: 'hosted zone',
  where: hostedZoneId,
  state: 'later',
  says: `of another account, where the deployment writes as ${roleArn}; ask its owner for the delegation`,
});

const mailAndMoneyChecks = ({ fleet }: Plan, regions: readonly string[]) => {
  const { name, account, homeRegion } = fleet;
  const { topicArns } = fleet.contacts;
  // Who reads a topic that exists already is its owner's affair.
  const topics = [
    ...(topicArns.finance === undefined ? [{ region: homeRegion, topic: budgetTopicName(name) }] : []),
    ...regions.flatMap((region) =>
      (['critical', 'warning'] as const)
        .filter((severity) => !Object.hasOwn(topicArns[severity], region))
        .map((severity) => ({ region, topic: alarmTopicName(name, severity) })),
    ),
  ];
  return Promise.all([
    ...topics.map(async ({ region, topic }) =>
      subscriptionCheck(`${region} ${topic}`, await readSubscriptions(region, account, topic)),
    ),
    readCostTag(tagKeys.phase).then((answer) => tagCheck(tagKeys.phase, answer)),
  ]);
};

async function issuerChecks({ fleet: { access } }: Plan, token: string | undefined): Promise<Check[]> {
  const { jwtIssuer: issuer, jwksUrl, requiredClaims } = access;
  if (issuer === undefined || jwksUrl === undefined) {
    return [];
  }
  const configuration = await readDocument(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`);
  const keys = await readDocument(jwksUrl);
  return [
    issuerCheck(issuer, jwksUrl, configuration),
    keySetCheck(jwksUrl, keys),
    ...(token === undefined ? [] : [tokenCheck(token, { issuer, requiredClaims }, keys, Date.now() / 1000)]),
  ];
}
