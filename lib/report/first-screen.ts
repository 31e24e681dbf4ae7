import pc from 'picocolors';
import type { PricedPlan } from '../budgets/priced-plan';
import { type Finding, hasErrors } from '../contract/findings';
import { fleetArgument } from '../contract/fleet-argument';
import { sum } from '../figures/arithmetic';
import { exampleValues } from '../plan/example-values';
import { allPhases } from '../plan/holders/phase-costs';
import { about } from '../tables/cells';
import { atWorst } from '../tables/summary/at-worst';
import { planSummary } from '../tables/summary/plan-summary';
import { buySentences, type WinningDemands } from './buy-sentences';
import { figureWords } from './figure-words';
import { alsoText } from './findings-text';
import { groupedFindings, shortMessage } from './grouped-findings';
import { idleSentences } from './idle-sentences';
import { legendText } from './legend-text';
import { plainTable } from './plain-table';
import { wrappedLines } from './wrapped-lines';

export interface FirstScreen {
  readonly plan: PricedPlan;
  readonly findings: readonly Finding[];
  readonly winning: WinningDemands;
  /** The path of the fleet file. */
  readonly file: string;
}

const findingsShown = 2;

/** The plan on one screen of 80 columns: what it costs and serves, three tables, what matters most, what to do next. */
export function firstScreen(screen: FirstScreen): string {
  const parts = [
    headText(screen),
    ...planSummary(screen.plan).map(plainTable),
    legendText(screen.file),
    mattersText(screen),
    nextText(screen),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function headText({ plan, winning, file }: FirstScreen): string {
  const examples = exampleValues(plan.fleet);
  const buying = buySentences(plan.workloads, winning).map((sentence) => wrappedLines(sentence));
  return [
    examples.length === 0
      ? ''
      : wrappedLines(`${pc.yellow(`Examples in ${file}`)}, replace them before you deploy: ${examples.join(', ')}.`),
    totalText(plan),
    servesText(plan),
    ...buying,
    ...idleSentences(plan.idleWork).map((sentence) => wrappedLines(sentence)),
  ].join('');
}

/** One line with the range of everything that the fleet costs, GPU instances and what is beside them. */
function totalText(plan: PricedPlan): string {
  const { fleet, phases, overheadUsdPerMonth } = plan;
  const expected = sum('USD/month', [allPhases(phases).expectedUsdPerMonth, overheadUsdPerMonth]);
  const [total, worst] = [expected, atWorst(plan)].map((usd) => figureWords(about(usd)));
  const range = total?.range === undefined ? '' : ` (${total.range})`;
  return `${pc.bold(`${fleet.name}: about ${total?.value} USD a month`)}${range}, at worst ${worst?.value}.\n`;
}

function servesText({ workloads, regions }: PricedPlan): string {
  const served = workloads.map(({ name, demand }, index) => {
    const peak = figureWords(about(demand.peakRequestsPerSecond)).value;
    return `${name} ${peak}${index === 0 ? ' requests/s' : ''}`;
  });
  const where = `${regions.length} region${regions.length === 1 ? '' : 's'}`;
  return wrappedLines(`It serves ${served.join(', ')} at peak, in ${where}. Nothing is created in AWS.`);
}

/** Errors stand before the page already; here are the warnings to know of. */
function mattersText({ findings, file }: FirstScreen): string {
  const groups = groupedFindings(findings.filter(({ level }) => level === 'warning'));
  const more = groups.length - findingsShown;
  return [
    ...groups
      .slice(0, findingsShown)
      .map(({ shown: { path, message }, alsoAt }) =>
        wrappedLines(`${pc.yellow('warning')} ${pc.bold(path)}: ${shortMessage(message)}${alsoText(alsoAt)}`),
      ),
    more > 0 ? `and ${more} more: npx polyregion validate${fleetArgument(file)}\n` : '',
  ].join('');
}

function nextText({ findings, plan, file }: FirstScreen): string {
  const [what, command] = hasErrors(findings)
    ? ['mend the errors, then check the file', 'validate']
    : exampleValues(plan.fleet).length > 0
      ? ['replace the examples, then check the file', 'validate']
      : ['see what your AWS account and domain still lack', 'doctor'];
  return `${pc.bold('Next:')} ${what}:\n  npx polyregion ${command}${fleetArgument(file)}\n`;
}
