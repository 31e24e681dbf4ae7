import { z } from 'zod';
import { knownArchitecture } from '../../architecture/known-architecture';
import { publishedModel } from '../../catalogue/known-models';
import type { Task } from '../../contract/tasks';

/** What a model entry may leave out where it names a model of the catalogue. */
interface ShortEntry {
  readonly name?: string | undefined;
  readonly weights?: string | undefined;
  readonly model?: string | undefined;
  readonly task?: Task | undefined;
}

/** Characters of a model's name: it becomes part of resource names. */
export const longestModelName = 20;

/** `Qwen/Qwen3-32B` → `qwen3-32b`: what an id says, in the form and length of a name. */
export const modelNameOf = (id: string): string =>
  (id.split('/').at(-1) ?? id)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-(instruct|it|chat)(?=-|$)/, '')
    .replace(/^(?![a-z])/, 'model-')
    .slice(0, longestModelName)
    .replace(/-+$/, '');

/** Fills in name, weights and task of an entry that names a model of the catalogue; any other entry must state the first two. */
export function completedEntry<Entry extends ShortEntry>(entry: Entry, context: z.core.$RefinementCtx) {
  const known = entry.model === undefined ? undefined : publishedModel(entry.model);
  const id = known?.id ?? entry.model;
  const name = entry.name ?? (id === undefined ? undefined : modelNameOf(id));
  const weights = entry.weights ?? id;
  for (const [key, value] of Object.entries({ name, weights })) {
    if (value === undefined) {
      context.addIssue({ code: 'invalid_type', expected: 'string', path: [key], input: undefined });
    }
  }
  return name === undefined || weights === undefined
    ? z.NEVER
    : {
        ...entry,
        name,
        weights,
        task: entry.task ?? (known && knownArchitecture(known).architecture?.task) ?? 'generate',
      };
}
