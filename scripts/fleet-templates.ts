import type { NamedTemplate } from '../emulation/verification/template-coverage';
import type { Plan } from '../lib/plan/plan';
import { type StackTemplate, stackTemplate } from '../lib/rules/template';
import { fleetApp } from '../lib/stacks/fleet-app';

/** The templates of a fleet as synth makes them, by the name of their stack. */
export const fleetTemplates = (plan: Plan): StackTemplate[] =>
  fleetApp(plan)
    .synth()
    .stacks.map(({ stackName, environment, template }) => stackTemplate(stackName, environment.region, template));

/** The same as JSON. */
export const fleetStacks = (plan: Plan): NamedTemplate[] =>
  fleetApp(plan)
    .synth()
    .stacks.map(({ stackName, template }) => ({ name: stackName, template }));
