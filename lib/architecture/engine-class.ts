import type { ConfigReader } from './config/config-reader';

const source =
  'vllm 0.33.0 model_executor/models/registry.py: the engine chooses the model by architectures, not by model_type';

/** What a class adds to the name of its model: what it computes on top of the network. */
const endings =
  /(For(CausalLM|ConditionalGeneration|SequenceClassification|TokenClassification|MaskedLM|Ranking|[A-Za-z]*RewardModel)|LMHeadModel|BidirectionalModel|Model)$/;

/** Classes under which models are published whose type has another name: Ministral 3 is a text model of Mistral 3. */
const namesOfType: Readonly<Record<string, readonly string[]>> = { ministral3: ['mistral3'] };

const letters = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '');

/** A class that names another model than `model_type`: the engine would compute that model, and this project the other one. */
export function refuseOtherClass(
  outer: ConfigReader,
  architectureClass: string | undefined,
  modelTypes: readonly string[],
  wayOn: string,
): void {
  const named = letters((architectureClass ?? '').replace(endings, ''));
  const isSame = (type: string): boolean => letters(type).startsWith(named) || named.startsWith(letters(type));
  if (named === '' || modelTypes.flatMap((type) => [type, ...(namesOfType[type] ?? [])]).some(isSame)) {
    return;
  }
  outer.fault('architectures', {
    problem: 'names a class of another model than model_type, and the engine would load that one',
    got: architectureClass,
    expected: `a class of ${modelTypes.join(', ')}`,
    fix: `take config.json from the model’s own repository, unchanged; or ${wayOn}`,
    source,
  });
}
