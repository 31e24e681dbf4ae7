import { type App, type Stack, Tags } from 'aws-cdk-lib';
import { applyRoleRules } from '../constructs/role-rules';
import { stackNames } from '../contract/names';
import type { RolloutMode } from '../contract/rollout';
import { stackPhases } from '../contract/stack-phases';
import { tagKeys } from '../contract/tags';
import type { Plan } from '../plan/plan';
import { AccountStack } from './account-stack';
import { ArtifactsStack } from './artifacts-stack';
import { NetworkStack } from './network-stack';
import { OperationsStack } from './operations-stack';
import { ServingStack } from './serving-stack';
import { TrafficStack } from './traffic-stack';

/** Every stack of a fleet. Regions know nothing of each other; only the names of traffic wait for all of them. */
export function fleetStacks(app: App, plan: Plan, rollout: RolloutMode): void {
  const { name, account, homeRegion } = plan.fleet;
  const home = { account, region: homeRegion };
  const tagged = <T extends Stack>(stack: T, kind: keyof typeof stackPhases): T => {
    Tags.of(stack).add(tagKeys.fleet, name);
    Tags.of(stack).add(tagKeys.phase, stackPhases[kind]);
    Tags.of(stack).add(tagKeys.owner, plan.fleet.owner);
    for (const [key, value] of Object.entries(plan.fleet.tags)) {
      Tags.of(stack).add(key, value);
    }
    applyRoleRules(stack, plan.fleet.iam);
    return stack;
  };

  tagged(new AccountStack(app, stackNames.account(name), { env: home, plan }), 'account');
  const serving = plan.regions.map((region) => {
    const env = { account, region: region.region };
    const { network } = tagged(
      new NetworkStack(app, stackNames.network(name, region.region), { env, plan, region }),
      'network',
    );
    const operationsName = stackNames.operations(name, region.region);
    const operations = tagged(new OperationsStack(app, operationsName, { env, plan, region }), 'operations');
    const artifactsName = stackNames.artifacts(name, region.region);
    const artifacts = tagged(new ArtifactsStack(app, artifactsName, { env, plan, region }), 'artifacts');
    const servingName = stackNames.serving(name, region.region);
    const stack = tagged(
      new ServingStack(app, servingName, { env, plan, region, network, alarms: operations.alarms, rollout }),
      'serving',
    );
    stack.addStackDependency(artifacts, 'its instances start from what was pushed there');
    return { stack, operations };
  });
  if (plan.workloads.length === 0) {
    return; // CloudFormation refuses a stack without resources
  }
  const traffic = tagged(new TrafficStack(app, stackNames.traffic(name), { env: home, plan }), 'traffic');
  for (const { stack, operations } of serving) {
    traffic.addStackDependency(stack, 'its records point at the names that the regions own');
    if (plan.fleet.access.private !== undefined) {
      traffic.addStackDependency(operations, 'its health checks follow alarms of the regions');
    }
  }
}
