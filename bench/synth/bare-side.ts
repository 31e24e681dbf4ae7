import { parseArgs } from 'node:util';
import { Validations } from 'aws-cdk-lib';
import { bareApp } from './bare/bare-app';
import { reportUsage } from './usage';

/** A plain app, with cdk-nag where ours has it too. */
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
    // The plain app keeps none of the rules; all of them have run, which is what is measured.
    if (!values.nag) {
      throw thrown;
    }
  }
  reportUsage();
}

void synthesize();
