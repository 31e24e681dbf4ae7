import { parseArgs } from 'node:util';
import { Validations } from 'aws-cdk-lib';
import { readPlan } from '../../lib/commands/read-plan';
import { TemplateRules } from '../../lib/rules/template-rules';
import { fleetApp } from '../../lib/stacks/fleet-app';
import { planWithRegions } from '../plan-with-regions';
import { reportUsage } from './usage';

/** Polyregion's side: reads, checks and plans a fleet file with one workload, then synthesizes it over several regions. */
async function synthesize(): Promise<void> {
  const { values } = parseArgs({
    options: { outdir: { type: 'string' }, regions: { type: 'string' }, nag: { type: 'boolean' } },
  });
  const { plan } = readPlan('fleets/chat.yaml');
  if (plan === undefined) {
    throw new Error('fleets/chat.yaml: has errors; run: npx polyregion validate');
  }
  const large = planWithRegions(plan, Number(values.regions));
  const app = fleetApp(large, { outdir: values.outdir });
  if (values.nag) {
    const { AwsSolutionsChecks } = await import('cdk-nag');
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new TemplateRules(large.fleet.jurisdictions));
  }
  app.synth();
  reportUsage();
}

void synthesize();
