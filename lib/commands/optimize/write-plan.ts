import { error, type Finding } from '../../contract/findings';
import { editFleet } from '../../fleet/edit-fleet';
import type { Optimization } from '../../optimizer/optimize';
import { lockFilePath, planTexts } from '../read-plan';
import { replaceFile } from '../replace-file';
import { readWholeFile } from '../whole-fleet-file';
import { lockAfter } from './lock-after';

const source = 'npx polyregion optimize --help';

/** Applies the edit of a plan to the fleet file, or says why not; then nothing is written. @param number the first plan is 1 */
export function writePlan(path: string, { plans }: Optimization, number: number): readonly Finding[] {
  const chosen = plans[number - 1];
  if (chosen === undefined) {
    return [
      error(['--write'], {
        problem: 'names no plan that was found',
        got: number,
        expected: plans.length === 0 ? 'no --write: there is no cheaper plan' : `a plan from 1 to ${plans.length}`,
        fix: 'read what is found without --write first',
        source,
      }),
    ];
  }
  const texts = readWholeFile(path);
  if (!('fleet' in texts)) {
    return texts;
  }
  const fleet = editFleet(texts.fleet, chosen.edits);
  if (fleet === undefined) {
    return [
      error(['--write'], {
        problem: 'cannot find the fields of the models in the fleet file: an entry may be an alias of another',
        got: path,
        expected: 'models written as a list of maps',
        fix: 'make the edit by hand',
        source,
      }),
    ];
  }
  const lock = lockAfter(texts.lock, chosen.edits);
  const { plan, findings } = planTexts(path, { ...texts, fleet, lock });
  if (plan === undefined) {
    return findings.filter(({ level }) => level === 'error');
  }
  replaceFile(path, fleet);
  if (lock !== undefined && lock !== texts.lock) {
    replaceFile(lockFilePath(path), lock);
  }
  return [];
}
