import { Command } from 'commander';
import { publishedModels } from '../../catalogue/known-models';
import { modelSummary, modelsWith } from '../../plan/models/model-facts';
import { modelsText } from '../../report/models-text';
import { example, jsonOption, jsonText } from '../fleet-option';

export const listModelsCommand = (): Command =>
  new Command('list')
    .description(
      'list the known models, or those whose id has every given word; models WORD is short for models list WORD',
    )
    .argument('[words...]', 'parts of an id, in any case')
    .addOption(jsonOption())
    .addHelpText('after', example('npx polyregion models', 'npx polyregion models qwen3 fp8'))
    .action((words: readonly string[], { json }: { readonly json?: boolean }) => {
      const models = modelsWith(words).map(modelSummary);
      if (json) {
        process.stdout.write(jsonText({ models }));
      } else if (models.length === 0) {
        process.stderr.write(
          `no known model has ${words.join(' and ')} in its id; any other is planned from its config.json: npx polyregion models add PATH\n`,
        );
      } else {
        process.stdout.write(`${modelsText(models)}${models.length} of ${publishedModels.length} known models\n`);
      }
      process.exitCode = models.length === 0 ? 1 : undefined;
    });
