import { parseArgs } from 'node:util';
import { bareApp } from './bare/bare-app';
import { reportUsage } from './usage';

const { values } = parseArgs({
  options: { outdir: { type: 'string' }, regions: { type: 'string' }, alarms: { type: 'string' } },
});
const app = bareApp({ outdir: values.outdir, regions: Number(values.regions), alarms: Number(values.alarms) });
app.synth();
reportUsage();
