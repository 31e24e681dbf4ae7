import { type App, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Plan } from '../plan/plan';
import { fleetApp } from './fleet-app';

/** The app as it is synthesized for real: with the rules of AwsSolutions, of which one finding fails synth. */
export function validatedFleetApp(plan: Plan): App {
  const app = fleetApp(plan);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return app;
}
