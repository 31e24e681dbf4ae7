import pc from 'picocolors';
import { fleetArgument, shellWord } from '../contract/fleet-argument';
import type { Measurable } from '../what-if/assumption';
import type { CostDriver, DriverStep } from '../what-if/cost-drivers';
import { measureCommandText } from './measure-command-text';
import { showAbout } from './number-words';
import { wrappedLines } from './wrapped-lines';

/**
 * The assumptions that move the expected cost most, each with what a step of it costs or saves.
 *
 * @param expectedUsdPerMonth of the GPU instances as planned
 * @param file path of the fleet file
 * @param measurable what is estimated and could be measured
 */
export function costDriversText(
  drivers: readonly CostDriver[],
  expectedUsdPerMonth: number,
  file: string,
  measurable: readonly Measurable[] = [],
): string {
  const intro = wrappedLines(
    `GPU instances are expected to cost about ${showAbout(expectedUsdPerMonth)} USD a month. These assumptions move that most; each was changed alone and the fleet planned again, by a tenth or by as much as it takes for an instance more or less.`,
    '',
    '',
  );
  const body = drivers.map((driver, index) => driverText(driver, index, file)).join('');
  return `${intro}\n${body}${estimatesText(drivers, measurable, file)}`;
}

/** Estimated throughput that none of the drivers is about, so that its command stands here too. */
function estimatesText(drivers: readonly CostDriver[], measurable: readonly Measurable[], file: string): string {
  const rest = measurable.filter((one) => drivers.every((driver) => driver.measurable?.model !== one.model));
  return rest.length === 0
    ? ''
    : `${wrappedLines('Estimated, and moves the cost less than these: the throughput of a replica. A measurement says what it costs first:', '', '')}${rest.map((one) => pc.dim(`   ${measureCommandText(one, file)}\n`)).join('')}`;
}

function driverText({ what, now, steps, measurable }: CostDriver, index: number, file: string): string {
  const [first] = steps.filter(({ set, usdPerMonth }) => set.length > 0 && usdPerMonth !== 0);
  const measure = measurable === undefined ? '' : pc.dim(`   ${measureCommandText(measurable, file)}\n`);
  const command =
    first === undefined
      ? measure
      : pc.dim(
          `   npx polyregion plan${fleetArgument(file)} ${first.set.map((one) => `--set ${shellWord(one)}`).join(' ')}\n`,
        );
  return `${wrappedLines(`${index + 1}. ${pc.bold(what)}, ${now} now`, '', '   ')}${steps.map(stepText).join('')}${command}`;
}

const stepText = ({ to, usdPerMonth }: DriverStep): string =>
  `   ${to}: ${usdPerMonth === undefined ? 'could not be served' : changeText(usdPerMonth)}\n`;

export const changeText = (usd: number): string =>
  Math.abs(usd) < 1 ? 'no change' : `${usd < 0 ? '−' : '+'}${showAbout(Math.abs(usd))} USD a month`;
