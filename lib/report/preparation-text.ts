import pc from 'picocolors';
import { renderCommand } from '../alerts/command';
import type { PreparationStep } from '../doctor/preparation';

/** The steps as a page to paste from, each with why, and what it prints where it was done before. */
export const preparationText = (steps: readonly PreparationStep[]): string =>
  steps
    .map(
      ({ say, because, doneBefore, command }, index) =>
        `${pc.bold(`${index + 1}. ${say}`)}\n   Because ${because}. Done before: ${doneBefore}.\n\n   ${renderCommand(command)}\n`,
    )
    .join('\n');
