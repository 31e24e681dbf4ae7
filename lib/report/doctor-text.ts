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

/** The checks in their order, each with what mends it, and the verdict at the end. */
export const doctorText = (checks: readonly Check[]): string =>
  `${checks.map(checkText).join('')}\n${verdict(checks)}\n`;

const indent = ' '.repeat(9);

function checkText({ about, where, state, says, command, takes }: Check): string {
  const subject = where === '' ? about : `${about} ${where}`;
  return [
    wrappedLines(`${subject}: ${says}`, colours[state](state.padEnd(indent.length)), indent),
    command === undefined ? '' : `${indent}${renderCommand(command)}\n`,
    takes === undefined ? '' : wrappedLines(`takes ${takes}`, indent, indent),
  ].join('');
}

function verdict(checks: readonly Check[]): string {
  const counts = Object.keys(colours)
    .map((state) => ({ state, count: checks.filter((check) => check.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${state}`)
    .join(', ');
  return `${counts}. ${canDeploy(checks) ? 'Ready to deploy.' : 'Not ready to deploy.'}`;
}
