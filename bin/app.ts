import { contextValue } from '../lib/commands/cdk-context';
import { readPlan } from '../lib/commands/read-plan';
import { rolloutMode, unknownRolloutMode } from '../lib/commands/rollout-mode';
import { findingsText } from '../lib/report/findings-text';
import { validatedFleetApp } from '../lib/stacks/validated-app';

const { plan, findings } = readPlan(contextValue('fleet') ?? 'fleet.yaml');
if (plan === undefined || contextValue('findings') !== 'quiet') {
  process.stderr.write(findingsText(findings));
}
if (plan === undefined) {
  process.exit(1);
}
const rollout = rolloutMode(contextValue('rollout'));
if (rollout === undefined) {
  process.stderr.write(unknownRolloutMode(contextValue('rollout')));
  process.exit(1);
}
validatedFleetApp(plan, { rollout }).synth();
