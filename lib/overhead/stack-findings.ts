import { fleetAlerts } from '../alerts/fleet-alerts';
import { limits } from '../catalogue/limits';
import { error, type Finding } from '../contract/findings';
import { deployedPart } from '../plan/deployed-part';
import type { Plan } from '../plan/plan';
import { type StackResources, stackResources } from './stack-resources';

/** Stacks that would have more resources than CloudFormation takes, which CDK would say at the end of a synthesis. */
export function stackFindings(plan: Plan): Finding[] {
  const deployed = deployedPart(plan);
  return stackResources(deployed, fleetAlerts(deployed))
    .filter(({ resources }) => resources > limits.stackResources)
    .map(tooLarge);
}

const tooLarge = ({ stack, region, resources, parts, perCell }: StackResources): Finding =>
  error([stack === 'traffic' ? 'workloads' : 'models'], {
    problem: `make the ${stack} stack${region === undefined ? '' : ` of ${region}`} larger than CloudFormation allows`,
    got: `${resources} resources: ${parts}`,
    expected: `at most ${limits.stackResources} resources in a stack`,
    fix: `split the fleet in two files, of which each has its own stacks, or serve at least ${Math.ceil((resources - limits.stackResources) / perCell)} fewer ${stack === 'traffic' ? 'workloads' : `models in ${region}`}`,
    source: 'AWS CloudFormation quotas, resources in a template, 2026',
  });
