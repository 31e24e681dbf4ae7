import pc from 'picocolors';
import { type AwsCommand, renderCommand } from '../alerts/command';

interface Step {
  readonly name: string;
  readonly state: string;
  readonly say: string;
}

/** The steps of a removal, each with how far it is. */
export const removalStepsText = (steps: readonly Step[]): string =>
  steps.map(({ name, state, say }, index) => `${pc.bold(`${index + 1}. ${name}`)} (${state}): ${say}\n`).join('');

interface Kept {
  readonly type: string;
  readonly name: string;
  readonly commands: readonly AwsCommand[];
}

/** What outlives the stacks, with what deletes it; nothing where nothing does. */
export const retainedText = (retained: readonly Kept[]): string =>
  retained.length === 0
    ? ''
    : `\nKept, and paid for until you delete them. Repeat the first command of a bucket until it fails: the bucket is empty then.\n${retained
        .map(
          ({ type, name, commands }) =>
            `${type} ${name}\n${commands.map((one) => `   ${renderCommand(one)}\n`).join('')}`,
        )
        .join('')}`;
