import { Command } from 'commander';
import { type PricedPlan, pricedPlan } from '../budgets/priced-plan';
import type { Finding } from '../contract/findings';
import { setValues } from '../fleet/set-values';
import { workloadOptions } from '../plan/capacity/options';
import { allPhases } from '../plan/holders/phase-costs';
import { winningDemands } from '../plan/make-plan';
import { costDriversText } from '../report/cost-drivers-text';
import { findingsText } from '../report/findings-text';
import { firstScreen } from '../report/first-screen';
import { nearestChangesText } from '../report/nearest-changes-text';
import { optionsText } from '../report/options-text';
import { originsText } from '../report/origins-text';
import { planMarkdown } from '../report/plan-markdown';
import { planText } from '../report/plan-text';
import { matchingPaths, whyText } from '../report/why-text';
import { costDrivers, measurables } from '../what-if/cost-drivers';
import { nearestChanges } from '../what-if/nearest-changes';
import { comparePlans } from './compare-plans';
import { costAs } from './cost-as';
import { example, type FleetOptions, fleetOption, jsonOption, jsonText } from './fleet-option';
import { planTexts, type ReadFleet, readPlan, readTexts } from './read-plan';

interface PlanOptions extends FleetOptions {
  readonly all?: boolean;
  readonly why?: string;
  readonly options?: boolean;
  readonly explainCost?: boolean;
  readonly markdown?: boolean;
  readonly compare?: readonly string[];
  readonly set?: readonly string[];
  readonly budget?: string;
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
    .option('--explain-cost', 'the five assumptions that move the cost most, each with USD per step')
    .option('--compare <files...>', 'show what differs from the plan of one fleet file to that of another')
    .option(
      '--set <assignment>',
      'plan as if the fleet file said so, PATH=VALUE; repeatable, and nothing is written',
      (assignment: string, earlier: readonly string[] = []) => [...earlier, assignment],
    )
    .option('--budget <usd>', 'plan as if this were the serving budget, USD per month; nothing is written')
    .addHelpText(
      'after',
      example(
        'npx polyregion plan',
        'npx polyregion plan --all',
        'npx polyregion plan --markdown > plan.md',
        "npx polyregion plan --json | jq '.plan.phases'",
        "npx polyregion plan --why 'cells[0].minInstances'",
        'npx polyregion plan --options',
        'npx polyregion plan --explain-cost',
        "npx polyregion plan --set 'workloads[0].demand.scale=6' --set 'models[0].instanceTypes=[p5en.48xlarge]'",
        'npx polyregion plan --compare fleet.yaml next.yaml',
      ),
    )
    .action((options: PlanOptions) => {
      const [before, after, ...more] = options.compare ?? [];
      if (options.compare === undefined) {
        printPlan(options);
      } else if (before === undefined || after === undefined || more.length > 0) {
        process.exitCode = 1;
        process.stderr.write(
          `--compare: takes two fleet files, got ${options.compare.length}, expected npx polyregion plan --compare fleet.yaml other.yaml\n`,
        );
      } else {
        comparePlans(before, after, options.json === true);
      }
    });

function printPlan({
  fleet: path,
  json,
  all,
  why,
  options,
  explainCost,
  markdown,
  set = [],
  budget,
}: PlanOptions): void {
  const assignments = [...set, ...(budget === undefined ? [] : [`budgetsUsdPerMonth.serving=${budget}`])];
  const { fleet, plan, answer, findings } = readPlanWith(path, assignments);
  const errors = findings.filter(({ level }) => level === 'error');
  const nearest = fleet !== undefined && errors.some(isUnmet) ? nearestChanges(fleet, costAs(fleet, path)) : undefined;
  if (plan === undefined) {
    process.stderr.write(json ? '' : findingsText(errors));
    process.stderr.write(json || nearest === undefined ? '' : `${nearestChangesText(nearest, answer, path)}\n`);
    process.exitCode = 1;
  }
  if (answer === undefined || fleet === undefined) {
    process.stdout.write(json ? jsonText({ findings, nearestChanges: nearest }) : '');
  } else if (options) {
    const found = workloadOptions(fleet);
    process.stdout.write(json ? jsonText({ options: found }) : optionsText(found, path));
  } else if (explainCost) {
    const drivers = costDrivers(fleet, answer, costAs(fleet, path));
    const expected = allPhases(answer.phases).expectedUsdPerMonth.value;
    process.stdout.write(
      json ? jsonText({ costDrivers: drivers }) : costDriversText(drivers, expected, path, measurables(fleet, answer)),
    );
  } else if (json) {
    process.stdout.write(
      jsonText({
        findings,
        plan: pricedPlan(answer),
        hostingWinsFrom: winningDemands(fleet, answer),
        nearestChanges: nearest,
      }),
    );
  } else if (markdown) {
    process.stdout.write(planMarkdown(pricedPlan(answer), path));
  } else if (why !== undefined) {
    process.stdout.write(explanation(pricedPlan(answer), why));
  } else if (all) {
    process.stderr.write(findingsText(findings.filter(({ level }) => level === 'warning')));
    process.stdout.write(`${planText(pricedPlan(answer), path)}\n${originsText(pricedPlan(answer))}`);
  } else {
    const winning = winningDemands(fleet, answer);
    process.stdout.write(firstScreen({ plan: pricedPlan(answer), findings, winning, file: path }));
  }
}

/** What another promise, place, demand or budget would mend: a budget that is too small, a type that does not serve. */
const isUnmet = ({ path }: Finding): boolean =>
  path === 'budgetsUsdPerMonth.serving' || /^models\[\d+\]\.instanceTypes\[\d+\]$/.test(path);

/** The fleet file planned with values set in it; the file itself stays as it is. */
function readPlanWith(path: string, assignments: readonly string[]): ReadFleet {
  const texts = assignments.length === 0 ? [] : readTexts(path);
  if (!('fleet' in texts)) {
    return readPlan(path);
  }
  const { text, findings } = setValues(texts.fleet, assignments);
  return text === undefined
    ? { plan: undefined, answer: undefined, findings }
    : planTexts(path, { ...texts, fleet: text });
}

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
