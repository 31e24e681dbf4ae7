import { Command } from 'commander';
import { pricedPlan } from '../budgets/priced-plan';
import { workloadOptions } from '../plan/capacity/options';
import { findingsText } from '../report/findings-text';
import { reportPage } from '../report/page/report-page';
import { topologySvg } from '../report/topology-svg';
import { nearestChanges } from '../what-if/nearest-changes';
import { costAs } from './cost-as';
import { example, type FleetOptions, fleetOption } from './fleet-option';
import { planSource } from './plan-source';
import { readPlan } from './read-plan';
import { writeWhole } from './write-whole';

interface ReportOptions extends FleetOptions {
  readonly out: string;
  readonly svg?: string;
}

export const reportCommand = (): Command =>
  new Command('report')
    .description('write the plan as one HTML page with charts, to read offline, print or send')
    .addOption(fleetOption())
    .option('--out <file>', 'where to write it', 'report.html')
    .option('--svg <file>', 'also write the topology as a picture of its own, an SVG')
    .addHelpText(
      'after',
      example(
        'npx polyregion report',
        'npx polyregion report --fleet eu.yaml --out eu.html',
        'npx polyregion report --svg topology.svg',
      ),
    )
    .action(({ fleet: path, out, svg }: ReportOptions) => {
      const today = new Date();
      const { fleet, plan, answer, findings } = readPlan(path, today);
      if (plan === undefined) {
        process.stderr.write(findingsText(findings));
        process.exitCode = 1;
      }
      if (answer === undefined || fleet === undefined) {
        process.stderr.write(`${out}: not written\n`);
        return;
      }
      const page = reportPage({
        plan: pricedPlan(answer),
        findings,
        options: workloadOptions(fleet),
        source: planSource(path, today),
        nearest: plan === undefined ? nearestChanges(fleet, costAs(fleet, path)) : [],
      });
      write('--out', out, page);
      if (svg !== undefined) {
        write('--svg', svg, topologySvg(answer));
      }
    });

function write(option: string, path: string, text: string): void {
  const fault = writeWhole(path, text, option);
  if (fault !== undefined) {
    process.stderr.write(findingsText([fault]));
    process.exitCode = 1;
    return;
  }
  process.stdout.write(`${path}: written\n`);
}
