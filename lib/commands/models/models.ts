import { Command } from 'commander';
import { addModelCommand } from './add-model';
import { listModelsCommand } from './list-models';
import { showModelCommand } from './show-model';

export const modelsCommand = (): Command =>
  new Command('models')
    .description('known models: search them, explain their memory, add one to the fleet file')
    .addCommand(listModelsCommand(), { isDefault: true })
    .addCommand(showModelCommand())
    .addCommand(addModelCommand());
