import { dirname } from 'node:path';
import { type Finding, hasErrors } from '../../contract/findings';
import type { Fleet } from '../../fleet/fleet';
import { newLockFile } from '../../fleet/new-lock-file';
import { planTexts } from '../read-plan';
import { type Answers, modelAt, newFleetFile, regionsIn } from './new-fleet-file';
import { packagePathFrom } from './project-files';

/** A new fleet file and its lock. */
export interface NewTexts {
  readonly fleet: string;
  readonly lock: string;
}

export function textsFrom(
  answers: Answers,
  out: string,
  further: readonly Answers[] = [],
  sizing: Fleet['sizing'] = 'simulated',
): NewTexts {
  const schema = `./${packagePathFrom(dirname(out))}/fleet.schema.json`.replace('./../', '../');
  const models = [answers, ...further.map((own) => ({ ...answers, ...own }))].map(
    (one, index) => modelAt(one, index).name,
  );
  return {
    fleet: newFleetFile(answers, schema, further, sizing),
    lock: newLockFile(regionsIn(answers), [...new Set(models)]),
  };
}

/** What is wrong with the fleet file of these answers. */
export function errorsIn(
  answers: Answers,
  out: string,
  further: readonly Answers[],
  sizing: Fleet['sizing'],
): Finding[] {
  const { findings } = planTexts(out, { ...textsFrom(answers, out, further, sizing), measured: undefined });
  return hasErrors(findings) ? findings.filter(({ level }) => level === 'error').map(({ at: _, ...rest }) => rest) : [];
}
