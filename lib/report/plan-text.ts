import pc from 'picocolors';
import type { Figure } from '../figures/figure';
import type { PricedPlan } from '../overhead/priced-plan';
import { allPhases } from '../plan/holders/phase-costs';
import { bare } from '../tables/cells';
import { planChapters } from '../tables/plan-chapters';
import { planSummary } from '../tables/summary/plan-summary';
import { buySentences, type WinningDemands } from './buy-sentences';
import { figureWords } from './figure-words';
import { legendText } from './legend-text';
import { tableText } from './table-text';
import { withOrigins } from './with-origins';

/** What a person must know before anything else. */
export function headline(plan: PricedPlan, winning: WinningDemands): string {
  const gpus = allPhases(plan.phases);
  const sentences = buySentences(plan.workloads, winning);
  return [
    `${pc.bold('Nothing is created in AWS.')} Deployed, the fleet ${pc.bold(plan.fleet.name)} would cost`,
    `${pc.bold(`about ${aboutUsd(gpus.expectedUsdPerMonth)} USD a month`)} for GPU instances (worst case ${aboutUsd(gpus.worstCaseUsdPerMonth)}) and about ${aboutUsd(plan.overheadUsdPerMonth)} USD for everything else.\n`,
    ...(sentences.length === 0 ? [] : [`${sentences.join('\n')}\n`]),
  ].join('\n');
}

/** An amount of money in words: three digits, or those that its range allows. */
const aboutUsd = (figure: Figure): string =>
  figure.low === undefined && figure.high === undefined
    ? figure.value.toLocaleString('en-US', { maximumSignificantDigits: 3 })
    : figureWords(bare(figure)).value;

/** The plan on one screen. */
export const summaryText = (plan: PricedPlan): string => `${planSummary(plan).map(tableText).join('\n')}${legendText}`;

/** Every table of the plan, each row with the origins of its figures. */
export const planText = (plan: PricedPlan): string =>
  planChapters(plan)
    .map(
      ({ title, intro, tables }) =>
        `${pc.bold(title.toUpperCase())}\n${intro}\n\n${tables.map((table) => tableText(withOrigins(table))).join('\n')}`,
    )
    .join('\n');
