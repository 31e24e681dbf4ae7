import { topicPublishers } from '../../contract/topic-publishers';
import type { Check } from '../../doctor/check';
import { networkChecks } from '../../doctor/network-checks';
import { topicCheck } from '../../doctor/topic-checks';
import { addressesNeeded } from '../../plan/addresses';
import type { Plan, RegionPlan } from '../../plan/plan';
import { readNetwork, readTopicPolicy } from './read-network';

/** Whether what the fleet brings along is as the plan needs it. @param plan only what is deployed of it */
export async function existingChecks(plan: Plan): Promise<Check[]> {
  const regions = await Promise.all(plan.regions.map((region) => regionChecks(plan, region)));
  const { finance } = plan.fleet.contacts.topicArns;
  return [...regions.flat(), ...(await topics(plan.fleet.homeRegion, finance, topicPublishers.account[0]))];
}

async function regionChecks(plan: Plan, region: RegionPlan): Promise<Check[]> {
  const { critical, warning } = plan.fleet.contacts.topicArns;
  const [publisher] = topicPublishers.region;
  const code = region.region;
  return [
    ...(await ofNetwork(plan, region)),
    ...(await topics(code, critical[code], publisher)),
    ...(await topics(code, warning[code], publisher)),
  ];
}

async function ofNetwork(plan: Plan, { region, zoneIds, existingNetwork }: RegionPlan): Promise<Check[]> {
  if (existingNetwork === undefined) {
    return [];
  }
  const { vpcId } = existingNetwork;
  if (vpcId.status !== 'resolved') {
    const command = { project: 'npx polyregion pin' };
    return [{ about: 'network', where: region, state: 'missing', says: 'its tag was not looked up yet', command }];
  }
  const { internet } = plan.fleet.network;
  return networkChecks(
    {
      region,
      network: existingNetwork,
      zoneIds,
      need: addressesNeeded(plan, { region, zoneIds, existingNetwork }),
      mayLeadOut: internet !== undefined,
    },
    await readNetwork(region, vpcId.id),
  );
}

const topics = async (region: string, arn: string | undefined, publisher: string): Promise<Check[]> =>
  arn === undefined ? [] : [topicCheck(arn, publisher, await readTopicPolicy(region, arn))];
