import { Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { contextValue } from '../lib/commands/cdk-context';
import { readPlan } from '../lib/commands/read-plan';
import { findingsText } from '../lib/report/findings-text';
import { fleetApp } from '../lib/stacks/fleet-app';

const { plan, findings } = readPlan(contextValue('fleet') ?? 'fleet.yaml');
if (plan === undefined || contextValue('findings') !== 'quiet') {
  process.stderr.write(findingsText(findings));
}
if (plan === undefined) {
  process.exit(1);
}
const app = fleetApp(plan);
Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
app.synth();
