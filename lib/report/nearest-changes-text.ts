import pc from 'picocolors';
import { fleetArgument, shellWord } from '../contract/fleet-argument';
import type { Plan } from '../plan/plan';
import type { NearestChange } from '../what-if/change';
import { showAbout } from './number-words';
import { wrappedLines } from './wrapped-lines';

const changesShown = 6;

/**
 * What stands in the way of a fleet, and the smallest changes that would be enough, each with what the fleet then costs.
 *
 * @param answer the plan as far as it goes; undefined where the fleet cannot be served at all
 * @param file path of the fleet file
 */
export function nearestChangesText(changes: readonly NearestChange[], answer: Plan | undefined, file: string): string {
  if (changes.length === 0) {
    return wrappedLines(
      'No single change of a promise, an instance type, a layout or the demand was found that would be enough.',
      '',
      '',
    );
  }
  const listed = changes
    .slice(0, changesShown)
    .map(
      ({ what, set, usdPerMonth }) =>
        `${wrappedLines(`* ${what}: about ${showAbout(usdPerMonth)} USD a month`)}${pc.dim(`  npx polyregion plan${fleetArgument(file)} ${set.map((one) => `--set ${shellWord(one)}`).join(' ')}\n`)}`,
    );
  return `${answer === undefined ? '' : wrappedLines(bindingText(answer), '', '')}${pc.bold('Each of these changes alone would be enough, GPU instances then cost:')}\n${listed.join('')}`;
}

/** The cell that costs most, and what its size follows from. */
function bindingText({ cells, cellCosts }: Plan): string {
  const [dearest] = cells
    .map((cell, index) => ({ cell, usdPerHour: cellCosts[index]?.expectedUsdPerHour.value ?? 0 }))
    .sort((a, b) => b.usdPerHour - a.usdPerHour);
  return dearest === undefined
    ? ''
    : `Most is spent on ${dearest.cell.model} in ${dearest.cell.region}. It has ${dearest.cell.minInstances.value} × ${dearest.cell.instanceTypes[0] ?? ''}: ${dearest.cell.minInstances.source}.`;
}
