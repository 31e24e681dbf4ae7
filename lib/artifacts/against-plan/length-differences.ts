import { jsonObject } from '../../contract/json-object';
import { type Difference, type PlannedWeights, textOf } from './planned-model';

/**
 * The files of Sentence Transformers, of which the engine takes the first that is there.
 *
 * @see vllm 0.33.0 transformers_utils/config.py, get_sentence_transformer_tokenizer_config; config/model.py, _get_and_verify_max_len
 */
const paths = ['bert', 'roberta', 'distilbert', 'camembert', 'albert', 'xlm-roberta', 'xlnet'].map(
  (name) => `sentence_${name}_config.json`,
);

/** Where an embedding or ranking model accepts shorter texts than the plan sends it: the engine then ends at start. */
export function lengthDifferences({ folder, longestTokens }: PlannedWeights): Difference[] {
  const path = paths.find((name) => textOf(folder, name) !== undefined);
  const content = path === undefined ? undefined : textOf(folder, path);
  if (path === undefined || content === undefined) {
    return [];
  }
  const settings = jsonObject(content);
  const fix = 'push the file of the model that was planned, or plan shorter texts';
  if (settings === undefined) {
    return [{ path, problem: 'is no JSON object', got: 'another text', expected: 'max_seq_length', fix }];
  }
  const { max_seq_length: most } = settings;
  return !('max_seq_length' in settings) || (typeof most === 'number' && most >= longestTokens)
    ? []
    : [
        {
          path,
          problem: 'lets the engine accept shorter texts than the plan, so that it ends at start: max_seq_length',
          got: most,
          expected: `at least ${longestTokens}, the longest sequence of the plan in tokens`,
          fix,
        },
      ];
}
