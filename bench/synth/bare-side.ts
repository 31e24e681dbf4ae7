import { parseArgs } from 'node:util';
import { Validations } from 'aws-cdk-lib';
import { bareApp } from './bare/bare-app';
import { reportUsage } from './usage';

/** Synthesizes a plain CDK app, with cdk-nag where the fleet's app has it too. */
async function synthesize(): Promise<void> {
  const { values } = parseArgs({
    options: {
      outdir: { type: 'string' },
      regions: { type: 'string' },
      alarms: { type: 'string' },
      nag: { type: 'boolean' },
    },
  });
  const app = bareApp({ outdir: values.outdir, regions: Number(values.regions), alarms: Number(values.alarms) });
  if (values.nag) {
    const { AwsSolutionsChecks } = await import('cdk-nag');
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  }
  try {
    app.synth();
  } catch (thrown) {
    // The plain app breaks the rules. The benchmark only needs them to have run.
    if (!values.nag) {
      throw thrown;
    }
  }
  reportUsage();
}

void synthesize();
