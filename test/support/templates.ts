import { type App, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import type { Plan } from '../../lib/plan/plan';
import { fleetApp } from '../../lib/stacks/fleet-app';
import { type StackTemplate, stackTemplate } from '../../lib/template/template';
import { validPlan } from './fleets';
import { frozen } from './frozen';

const apps = new WeakMap<Plan, App>();

/** The app of a plan, made and synthesized once for all tests of a worker: they may read it, and add nothing to it. */
export function appOf(plan: Plan): App {
  const app = apps.get(plan) ?? fleetApp(plan);
  apps.set(plan, app);
  return app;
}

/** The templates of a plan, by the name of their stack. */
export const templatesOf = (plan: Plan): StackTemplate[] =>
  appOf(plan)
    .node.children.filter((child) => child instanceof Stack)
    .map((stack) => stackTemplate(stack.stackName, stack.region, Template.fromStack(stack).toJSON()));

const made = new Map<string, readonly StackTemplate[]>();

/** The same of one of the project's own fleet files: made once, and frozen, because many tests read them. */
export function exampleTemplates(path: string): readonly StackTemplate[] {
  const templates = made.get(path) ?? frozen(templatesOf(validPlan(path)));
  made.set(path, templates);
  return templates;
}
