import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Plan } from '../plan/plan';
import { TemplateRules } from '../rules/template-rules';
import { type FleetAppProps, fleetApp } from './fleet-app';

/** The app as it is synthesized for real: with the rules of AwsSolutions and our own, of which one finding fails synth. */
export function validatedFleetApp(plan: Plan, props: FleetAppProps = {}): App {
  const app = fleetApp(plan, props);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new TemplateRules(plan.fleet.jurisdictions));
  return app;
}
