import { Command } from 'commander';
import { addRegionCommand } from './add-region';
import { removeRegionCommand } from './remove-region';

export const regionCommand = (): Command =>
  new Command('region')
    .description('add or remove a region')
    .addCommand(addRegionCommand())
    .addCommand(removeRegionCommand());
