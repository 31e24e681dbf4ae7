import type { CloudAssembly } from 'aws-cdk-lib/cx-api';
import type { Plan } from '../lib/plan/plan';
import { fleetApp } from '../lib/stacks/fleet-app';
import { type StackTemplate, stackTemplate } from '../lib/template/template';
import type { NamedTemplate } from './verification/template-coverage';

const assemblies = new WeakMap<Plan, CloudAssembly>();

/** Caches the templates, because several pages are made from the same plan. */
function stacksOf(plan: Plan) {
  const assembly = assemblies.get(plan) ?? fleetApp(plan).synth();
  assemblies.set(plan, assembly);
  return assembly.stacks;
}

/** The synthesized templates of a fleet, by stack name. */
export const fleetTemplates = (plan: Plan): StackTemplate[] =>
  stacksOf(plan).map(({ stackName, environment, template }) => stackTemplate(stackName, environment.region, template));

/** The same as JSON. */
export const fleetStacks = (plan: Plan): NamedTemplate[] =>
  stacksOf(plan).map(({ stackName, template }) => ({ name: stackName, template }));
