import { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Plan } from '../../lib/plan/plan';
import { type StackTemplate, stackTemplate } from '../../lib/rules/template';
import { fleetApp } from '../../lib/stacks/fleet-app';

/** The templates of a plan, by the name of their stack. */
export const templatesOf = (plan: Plan): StackTemplate[] =>
  fleetApp(plan)
    .node.children.filter((child) => child instanceof Stack)
    .map((stack) => stackTemplate(stack.stackName, stack.region, Template.fromStack(stack).toJSON()));
