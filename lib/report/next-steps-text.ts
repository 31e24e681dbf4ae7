import pc from 'picocolors';
import type { NextStep } from './addition-steps';

/** Numbered steps to paste from; nothing where there are none. */
export const nextStepsText = (steps: readonly NextStep[]): string =>
  steps
    .map(
      ({ say, commands }, index) =>
        `${pc.bold(`${index + 1}. ${say}`)}\n${commands.map((command) => `   ${command}\n`).join('')}`,
    )
    .join('');
