import { publishedModel, publishedModels } from '../../catalogue/known-models';
import { type KnownModel, knownModels } from '../../catalogue/models';
import { modelNameOf } from '../../fleet/schema/known-model-entry';
import { modelsWith } from '../../plan/models/model-facts';

/** The answer that leaves layout and types to the plan: the cheapest that keeps the objectives. */
export const automatic = 'automatic';

/** A model entry of a fleet file, and the name by which workloads ask for it. */
export interface ModelAnswer {
  readonly name: string;
  readonly entry: KnownModel | Readonly<Record<string, unknown>>;
}

/** What a fleet file says of a model that is named by a part of its id; what fits no known model stays as it is, so that the loader names it. */
export function modelAnswer(answer: string, types: string): ModelAnswer {
  const chosen = types === automatic ? undefined : types.split(/[\s,]+/).filter((type) => type !== '');
  const preset = knownModels.find(({ name }) => name === answer);
  if (preset !== undefined) {
    return { name: preset.name, entry: { ...preset, ...(chosen && { instanceTypes: chosen }) } };
  }
  const id = idOf(answer) ?? answer;
  return {
    name: modelNameOf(id),
    entry: { model: id, ...(chosen && { instanceTypes: chosen }) },
  };
}

/** The one id that is meant: written whole, or its last part, or the only one that has every word. */
function idOf(answer: string): string | undefined {
  const lower = answer.trim().toLowerCase();
  const exact = publishedModels.filter(({ id }) =>
    [id, id.split('/').at(-1)].some((part) => part?.toLowerCase() === lower),
  );
  const matching = exact.length === 1 ? exact : modelsWith(lower.split(/\s+/));
  const [only] = matching;
  return publishedModel(answer)?.id ?? (matching.length === 1 ? only?.id : undefined);
}

/** Ids to choose from for words that were typed so far, the ready entries first. */
export const modelChoices = (words: string): string[] => {
  const typed = words.trim().toLowerCase().split(/\s+/);
  const presets = knownModels.map(({ name }) => name).filter((name) => typed.every((word) => name.includes(word)));
  return [...presets, ...modelsWith(typed).map(({ id }) => id)];
};
