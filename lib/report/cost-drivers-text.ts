import pc from 'picocolors';
import { fleetArgument, shellWord } from '../contract/fleet-argument';
import type { CostDriver, DriverStep } from '../what-if/cost-drivers';
import { showAbout } from './number-words';
import { wrappedLines } from './wrapped-lines';

/**
 * The assumptions that move the expected cost most, each with what a step of it costs or saves.
 *
 * @param expectedUsdPerMonth of the GPU instances as planned
 * @param file path of the fleet file
 */
export function costDriversText(drivers: readonly CostDriver[], expectedUsdPerMonth: number, file: string): string {
  const intro = wrappedLines(
    `GPU instances are expected to cost about ${showAbout(expectedUsdPerMonth)} USD a month. These assumptions move that most; each was changed alone and the fleet planned again, by a tenth or by as much as it takes for an instance more or less.`,
    '',
    '',
  );
  return `${intro}\n${drivers.map((driver, index) => driverText(driver, index, file)).join('')}`;
}

function driverText({ what, now, steps }: CostDriver, index: number, file: string): string {
  const [first] = steps.filter(({ set, usdPerMonth }) => set.length > 0 && usdPerMonth !== 0);
  const command =
    first === undefined
      ? ''
      : pc.dim(
          `   npx polyregion plan${fleetArgument(file)} ${first.set.map((one) => `--set ${shellWord(one)}`).join(' ')}\n`,
        );
  return `${wrappedLines(`${index + 1}. ${pc.bold(what)}, ${now} now`, '', '   ')}${steps.map(stepText).join('')}${command}`;
}

const stepText = ({ to, usdPerMonth }: DriverStep): string =>
  `   ${to}: ${usdPerMonth === undefined ? 'could not be served' : changeText(usdPerMonth)}\n`;

export const changeText = (usd: number): string =>
  Math.abs(usd) < 1 ? 'no change' : `${usd < 0 ? '−' : '+'}${showAbout(Math.abs(usd))} USD a month`;
