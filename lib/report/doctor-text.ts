import pc from 'picocolors';
import { renderCommand } from '../alerts/command';
import { type Check, type CheckState, canDeploy } from '../doctor/check';
import { wrappedLines } from './wrapped-lines';

const colours: Readonly<Record<CheckState, (text: string) => string>> = {
  fine: pc.green,
  missing: pc.red,
  waiting: pc.yellow,
  later: pc.cyan,
  unknown: pc.yellow,
};

/** The checks of a deployment in their order, each with what mends it, and the verdict at the end. */
export const doctorText = (checks: readonly Check[]): string =>
  checksText(checks, canDeploy(checks), { yes: 'Ready to deploy.', no: 'Not ready to deploy.' });

/** Checks in their order, with how many of them ended how. */
export const checksText = (
  checks: readonly Check[],
  isFine: boolean,
  { yes, no }: { readonly yes: string; readonly no: string },
): string => `${checks.map(checkText).join('')}\n${counts(checks)}. ${isFine ? yes : no}\n`;

const indent = ' '.repeat(9);

function checkText({ about, where, state, says, command, takes }: Check): string {
  const subject = where === '' ? about : `${about} ${where}`;
  return [
    wrappedLines(`${subject}: ${says}`, colours[state](state.padEnd(indent.length)), indent),
    command === undefined ? '' : `${indent}${renderCommand(command)}\n`,
    takes === undefined ? '' : wrappedLines(`takes ${takes}`, indent, indent),
  ].join('');
}

const counts = (checks: readonly Check[]): string =>
  Object.keys(colours)
    .map((state) => ({ state, count: checks.filter((check) => check.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${state}`)
    .join(', ');
