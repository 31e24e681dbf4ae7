import { fleetAlerts } from '../alerts/fleet-alerts';
import { limits } from '../catalogue/limits';
import { error, type Finding } from '../contract/findings';
import { deployedPart } from '../plan/deployed-part';
import type { Plan } from '../plan/plan';
import { type StackResources, stackResources } from './stack-resources';
import { userDataBytes } from './user-data-bytes';

/** What CloudFormation and EC2 would refuse of the stacks that follow from a plan, and CDK would say at the end of a synthesis or not at all. */
export function stackFindings(plan: Plan): Finding[] {
  const deployed = deployedPart(plan);
  return [
    ...stackResources(deployed, fleetAlerts(deployed)).flatMap((stack) => [
      ...(stack.resources > limits.stackResources ? [tooManyResources(stack)] : []),
      ...(stack.templateBytes > limits.templateBytes ? [tooManyBytes(stack)] : []),
      ...(stack.parameters > limits.templateParameters ? [tooManyParameters(stack)] : []),
    ]),
    ...plan.models.flatMap((model, index) =>
      userDataBytes(model, plan.fleet.network) > limits.userDataBytes
        ? [tooMuchUserData(index, userDataBytes(model, plan.fleet.network))]
        : [],
    ),
  ];
}

const nameOf = ({ stack, region }: StackResources): string =>
  `the ${stack} stack${region === undefined ? '' : ` of ${region}`}`;

const pathOf = ({ stack }: StackResources): string[] => [stack === 'traffic' ? 'workloads' : 'models'];

const split = 'split the fleet in two files, of which each has its own stacks';

const tooManyResources = (stack: StackResources): Finding =>
  error(pathOf(stack), {
    problem: `make ${nameOf(stack)} larger than CloudFormation allows`,
    got: `${stack.resources} resources: ${stack.parts}`,
    expected: `at most ${limits.stackResources} resources in a stack`,
    fix: `${split}, or serve at least ${Math.ceil((stack.resources - limits.stackResources) / stack.perCell)} fewer ${stack.stack === 'traffic' ? 'workloads' : `models in ${stack.region}`}`,
    source: 'AWS CloudFormation quotas, resources in a template, 2026',
  });

const tooManyBytes = (stack: StackResources): Finding =>
  error(pathOf(stack), {
    problem: `make the template of ${nameOf(stack)} larger than CloudFormation reads`,
    got: `up to ${stack.templateBytes} bytes`,
    expected: `at most ${limits.templateBytes} bytes`,
    fix: `${split}, or list fewer adapters and tenants in models[].engine: the user data of each cell holds them`,
    source: 'AWS CloudFormation quotas, template body size, 2026',
  });

const tooManyParameters = (stack: StackResources): Finding =>
  error(pathOf(stack), {
    problem: `give ${nameOf(stack)} more parameters than CloudFormation takes, one for each pin that is unresolved`,
    got: stack.parameters,
    expected: `at most ${limits.templateParameters} parameters`,
    fix: split,
    source: 'AWS CloudFormation quotas, parameters in a template, 2026',
  });

const tooMuchUserData = (index: number, bytes: number): Finding =>
  error(['models', index, 'engine'], {
    problem:
      'makes the user data of its instances larger than EC2 takes: they are told every argument of the engine, and every tenant of every adapter',
    got: `up to ${bytes} bytes`,
    expected: `at most ${limits.userDataBytes} bytes`,
    fix: 'list fewer loraAdapters or tenants, or serve some of them from another model entry; shorten network.certificateAuthorities',
    source: 'Amazon EC2 User Guide, user data: 16 KB before base64, 2026',
  });
