import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import type { NamedTemplate } from '../emulation/verification/template-coverage';
import type { Plan } from '../lib/plan/plan';
import { type StackTemplate, stackTemplate } from '../lib/rules/template';
import { fleetApp } from '../lib/stacks/fleet-app';

const assemblies = new WeakMap<Plan, CloudAssembly>();

/** Synthesized once: several pages are made from the same plan. */
function stacksOf(plan: Plan) {
  const assembly = assemblies.get(plan) ?? fleetApp(plan).synth();
  assemblies.set(plan, assembly);
  return assembly.stacks;
}

/** The templates of a fleet as synth makes them, by the name of their stack. */
export const fleetTemplates = (plan: Plan): StackTemplate[] =>
  stacksOf(plan).map(({ stackName, environment, template }) => stackTemplate(stackName, environment.region, template));

/** The same as JSON. */
export const fleetStacks = (plan: Plan): NamedTemplate[] =>
  stacksOf(plan).map(({ stackName, template }) => ({ name: stackName, template }));
