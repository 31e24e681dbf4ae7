import { FindingError } from '../../artifacts/finding-error';
import { fileFinding } from '../../artifacts/weights-findings';
import type { StandingStack } from '../../removal/region-state';
import { type Retained, retainedOf } from '../../removal/retained';
import type { Interruption } from './interruption';
import { beginDeletion, deletionFailures, findStack, stackResources, stackTemplate } from './stack-client';

const pollSeconds = 5;

/** Deletes stacks one after the other, and says what they leave behind. @throws FindingError, Interrupted */
export async function deleteStacks(
  stacks: readonly StandingStack[],
  region: string,
  interruption: Interruption,
): Promise<Retained[]> {
  const retained: Retained[] = [];
  for (const stack of stacks) {
    interruption.check();
    const kept = retainedOf(await stackTemplate(stack), await stackResources(stack), region);
    retained.push(...kept);
    // A run that is broken off has said so already: afterwards no stack can be asked.
    for (const { type, name } of kept) {
      process.stderr.write(`${region}: ${stack.name} leaves ${type} ${name}\n`);
    }
    if (stack.status !== 'DELETE_IN_PROGRESS') {
      await beginDeletion(stack);
    }
    await interruption.wait(pollSeconds, async () => {
      const standing = await findStack(region, stack.name);
      if (standing?.status === 'DELETE_FAILED') {
        throw new FindingError(failed(standing, await deletionFailures(standing)));
      }
      return standing && `${region}: ${stack.name} is being deleted (${standing.status})`;
    });
    process.stderr.write(`${region}: ${stack.name} is deleted\n`);
  }
  return retained;
}

const failed = ({ name }: StandingStack, reasons: readonly string[]) =>
  fileFinding(name, {
    problem: 'could not be deleted',
    got: reasons[0] ?? 'DELETE_FAILED',
    expected: 'a stack that nothing else uses',
    fix: 'take away what the reason names, then run it again',
    source: 'AWS CloudFormation',
  });
