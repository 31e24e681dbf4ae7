import { Command } from 'commander';
import { type PricedPlan, pricedPlan } from '../overhead/priced-plan';
import { workloadOptions } from '../plan/capacity/options';
import { winningDemands } from '../plan/make-plan';
import type { WinningDemands } from '../report/buy-sentences';
import { findingsCount, findingsText } from '../report/findings-text';
import { optionsText } from '../report/options-text';
import { originsText } from '../report/origins-text';
import { planMarkdown } from '../report/plan-markdown';
import { headline, planText, summaryText } from '../report/plan-text';
import { matchingPaths, whyText } from '../report/why-text';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from './fleet-option';
import { readPlan } from './read-plan';

interface PlanOptions extends FleetOptions {
  readonly all?: boolean;
  readonly why?: string;
  readonly options?: boolean;
  readonly markdown?: boolean;
}

export const planCommand = (): Command =>
  new Command('plan')
    .description('show what follows from a fleet file: capacity, failover, cost, each number with its origin')
    .addOption(fleetOption())
    .addOption(jsonOption())
    .option('--all', 'every table, and where the numbers come from')
    .option('--markdown', 'every table as Markdown, for a pull request or a wiki')
    .option(
      '--why <path>',
      'explain one number of the plan down to its sources, by its path in the JSON or a part of it',
    )
    .option('--options', 'compare every GPU type that could serve each workload: cost against speed')
    .addHelpText(
      'after',
      example(
        'npx polyregion plan',
        'npx polyregion plan --all',
        'npx polyregion plan --markdown > plan.md',
        "npx polyregion plan --json | jq '.plan.phases'",
        "npx polyregion plan --why 'cells[0].minInstances'",
        'npx polyregion plan --options',
      ),
    )
    .action(({ fleet: path, json, all, why, options, markdown }: PlanOptions) => {
      const { fleet, plan, findings } = readPlan(path);
      if (plan === undefined || fleet === undefined) {
        process.stderr.write(json ? '' : findingsText(findings));
        process.stdout.write(json ? jsonText({ findings }) : '');
        process.exitCode = 1;
      } else if (options) {
        const found = workloadOptions(fleet);
        process.stdout.write(json ? jsonText({ options: found }) : optionsText(found));
      } else if (json) {
        process.stdout.write(
          jsonText({ findings, plan: pricedPlan(plan), hostingWinsFrom: winningDemands(fleet, plan) }),
        );
      } else if (markdown) {
        process.stdout.write(planMarkdown(pricedPlan(plan)));
      } else {
        process.stderr.write(all ? findingsText(findings) : '');
        process.stdout.write(
          why === undefined
            ? pageText(pricedPlan(plan), winningDemands(fleet, plan), all === true)
            : explanation(pricedPlan(plan), why),
        );
        process.stderr.write(
          all || why !== undefined ? '' : findingsCount(findings, `npx polyregion validate --fleet ${path}`),
        );
      }
    });

const pageText = (plan: PricedPlan, winning: WinningDemands, all: boolean): string =>
  all ? `${planText(plan)}\n${originsText(plan)}` : `${headline(plan, winning)}\n${summaryText(plan)}`;

function explanation(plan: PricedPlan, why: string): string {
  const paths = matchingPaths(plan, why);
  if (paths.length === 0) {
    process.exitCode = 1;
    process.stderr.write(
      `--why: names no number of the plan, got ${why}, expected a path; see npx polyregion plan --json\n`,
    );
  }
  return paths.map((path) => whyText(plan, path)).join('\n');
}
